import { displayName } from './display-name';
import type { ResetPlan, ResetResult } from './reset';
import { formatCount } from './text';

const MOST_ROWS = 30;

/** A plan, or what became of it, as Markdown for an incident's channel. Times in UTC. */
export function resetSummary(plan: ResetPlan, result: ResetResult | null, cluster: string): string {
  const lines = [`**${result === null ? 'Plan' : result.kind === 'done' ? 'Done' : 'Refused'}: ${plan.request.target.kind}** on ${name(cluster)}, ${new Date(plan.createdAt).toISOString()}, plan \`${plan.planId}\``];
  for (const group of plan.groups) {
    const outcomes = result?.kind === 'done' ? (result.groups.find(({ groupId }) => groupId === group.groupId)?.outcomes ?? []) : [];
    lines.push('', `Group ${name(group.groupId)}${group.refusal === null ? '' : `: ${prose(group.refusal.message)}`}`, '', `| partition | old | new | change |${result === null ? '' : ' outcome |'}`, `| --- | ---: | ---: | ---: |${result === null ? '' : ' --- |'}`);
    group.partitions.slice(0, MOST_ROWS).forEach(({ topic, partition, oldOffset, newOffset }, index) => {
      const change = oldOffset === null || newOffset === null ? '' : signed(newOffset - oldOffset);
      lines.push(`| ${name(`${topic}-${partition}`)} | ${figure(oldOffset)} | ${figure(newOffset)} | ${change} |${result === null ? '' : ` ${outcomes[index]?.status ?? 'skipped'} |`}`);
    });
    if (group.partitions.length > MOST_ROWS) lines.push(`| … ${formatCount(group.partitions.length - MOST_ROWS)} more | | | |${result === null ? '' : ' |'}`);
  }
  if (result?.kind === 'refused') lines.push('', `Nothing was changed: ${result.failures.map(({ message }) => prose(message)).join(' ')}`);
  return lines.join('\n');
}

function figure(offset: number | null): string {
  return offset === null ? 'none' : formatCount(offset);
}

function signed(change: number): string {
  return change > 0 ? `+${formatCount(change)}` : formatCount(change);
}

/** As code, in which nothing makes a heading, a link, a mention or a table. */
function name(text: string): string {
  return `\`${text === '' ? '""' : displayName(text).replace(/`/gu, '\\x60').replace(/\|/gu, '\\x7c')}\``;
}

/** A sentence that may have names in it. */
function prose(text: string): string {
  return displayName(text, 1_000).replace(/[\\`*_{}[\]<>()#+!|@~&]|:(?=\/\/)|(?<=\bwww)\./giu, (mark) => `\\${mark}`);
}
