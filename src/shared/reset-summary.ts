import { displayName } from './display-name';
import { foldedText } from './fold-failures';
import type { GroupOutcome, ResetPlan, ResetResult } from './reset';
import { formatCount } from './text';

const MOST_ROWS = 30;
/** Of reasons why nothing was changed. */
const MOST_KINDS = 10;

/** A plan that was carried out, or refused. */
export interface CarriedOutReset {
  readonly result: ResetResult;
  /** Epoch ms of the result. */
  readonly at: number;
  /** Empty: none was given. */
  readonly reason: string;
}

/** A plan, or (`done` not null) what became of it, as Markdown for an incident's channel. Times in UTC. */
export function resetSummary(plan: ResetPlan, done: CarriedOutReset | null, cluster: string): string {
  const result = done?.result ?? null;
  const madeAt = new Date(plan.createdAt).toISOString();
  const when = done === null ? `made ${madeAt}` : `${done.result.kind === 'done' ? 'carried out' : 'refused'} ${new Date(done.at).toISOString()} (plan made ${madeAt})`;
  const lines = [`**${result === null ? 'Plan' : result.kind === 'done' ? 'Done' : 'Refused'}: ${plan.request.target.kind}** on ${name(cluster)}, ${when}, plan \`${plan.planId}\``];
  if (done !== null && done.reason.trim() !== '') lines.push('', `Reason: ${prose(done.reason.trim())}`);
  if (result?.kind === 'done') lines.push('', effectOf(result.groups));
  for (const group of plan.groups) {
    const outcomes = result?.kind === 'done' ? (result.groups.find(({ groupId }) => groupId === group.groupId)?.outcomes ?? []) : [];
    lines.push('', `Group ${name(group.groupId)}${group.refusal === null ? '' : `: ${prose(group.refusal.message)}`}`, '', `| partition | old | new | change |${result === null ? '' : ' outcome |'}`, `| --- | ---: | ---: | ---: |${result === null ? '' : ' --- |'}`);
    group.partitions.slice(0, MOST_ROWS).forEach(({ topic, partition, oldOffset, newOffset }, index) => {
      const change = oldOffset === null || newOffset === null ? '' : signed(newOffset - oldOffset);
      lines.push(`| ${name(`${topic}-${partition}`)} | ${figure(oldOffset)} | ${figure(newOffset)} | ${change} |${result === null ? '' : ` ${outcomes[index]?.status ?? 'skipped'} |`}`);
    });
    if (group.partitions.length > MOST_ROWS) lines.push(`| … ${formatCount(group.partitions.length - MOST_ROWS)} more | | | |${result === null ? '' : ' |'}`);
  }
  if (result?.kind === 'refused') lines.push('', `Nothing was changed: ${prose(foldedText(result.failures, MOST_KINDS).text, 4_000)}`);
  return lines.join('\n');
}

/** Of what was applied and read back only. */
function effectOf(groups: readonly GroupOutcome[]): string {
  const all = groups.flatMap(({ outcomes }) => outcomes);
  const applied = all.filter(({ status, oldOffset, newOffset }) => status === 'applied' && oldOffset !== newOffset);
  const moved = applied.map(({ oldOffset, newOffset }) => (oldOffset === null || newOffset === null ? 0 : newOffset - oldOffset));
  const again = moved.reduce((sum, by) => sum - Math.min(0, by), 0);
  const never = moved.reduce((sum, by) => sum + Math.max(0, by), 0);
  const missed = all.filter(({ status }) => status !== 'applied').length;
  return [
    `${formatCount(applied.length)} applied and read back.`,
    ...(again === 0 ? [] : [`${formatCount(again)} records will be read again.`]),
    ...(never === 0 ? [] : [`${formatCount(never)} records were skipped: this group never reads them.`]),
    ...(missed === 0 ? [] : [`${formatCount(missed)} not applied: see the table.`]),
  ].join(' ');
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
function prose(text: string, limit = 1_000): string {
  return displayName(text, limit).replace(/[\\`*_{}[\]<>()#+!|@~&]|:(?=\/\/)|(?<=\bwww)\./giu, (mark) => `\\${mark}`);
}
