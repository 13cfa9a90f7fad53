import type { ResetPlan, ResetResult } from './reset';
import { formatCount } from './text';

const MOST_ROWS = 30;

/** A plan, or what became of it, as Markdown for an incident's channel. Times in UTC. */
export function resetSummary(plan: ResetPlan, result: ResetResult | null, cluster: string): string {
  const lines = [`**${result === null ? 'Plan' : result.kind === 'done' ? 'Done' : 'Refused'}: ${plan.request.target.kind}** on ${escaped(cluster)}, ${new Date(plan.createdAt).toISOString()}, plan \`${plan.planId}\``];
  for (const group of plan.groups) {
    const outcomes = result?.kind === 'done' ? (result.groups.find(({ groupId }) => groupId === group.groupId)?.outcomes ?? []) : [];
    lines.push('', `Group ${escaped(group.groupId)}${group.refusal === null ? '' : `: ${escaped(group.refusal.message)}`}`, '', `| partition | old | new | change |${result === null ? '' : ' outcome |'}`, `| --- | ---: | ---: | ---: |${result === null ? '' : ' --- |'}`);
    group.partitions.slice(0, MOST_ROWS).forEach(({ topic, partition, oldOffset, newOffset }, index) => {
      const change = oldOffset === null || newOffset === null ? '' : signed(newOffset - oldOffset);
      lines.push(`| ${escaped(topic)}-${partition} | ${figure(oldOffset)} | ${figure(newOffset)} | ${change} |${result === null ? '' : ` ${outcomes[index]?.status ?? 'skipped'} |`}`);
    });
    if (group.partitions.length > MOST_ROWS) lines.push(`| … ${formatCount(group.partitions.length - MOST_ROWS)} more | | | |${result === null ? '' : ' |'}`);
  }
  if (result?.kind === 'refused') lines.push('', `Nothing was changed: ${result.failures.map(({ message }) => escaped(message)).join(' ')}`);
  return lines.join('\n');
}

function figure(offset: number | null): string {
  return offset === null ? 'none' : formatCount(offset);
}

function signed(change: number): string {
  return change > 0 ? `+${formatCount(change)}` : formatCount(change);
}

/** Nothing in a name makes a heading, a link, a mention or a table. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|@~]/gu, (mark) => `\\${mark}`).replace(/[\r\n]+/gu, ' ');
}
