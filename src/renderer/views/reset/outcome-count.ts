import type { GroupOutcome, ResetOutcome, ResetPlan } from '../../../shared/reset';
import { formatCount } from '../../../shared/text';

/** Of partitions that were to change: what became of them. */
export type OutcomeCount = Readonly<Record<ResetOutcome['status'], number>>;

/** Leaves out what was to stay where it is, unless something else moved it, and what could not be planned. */
export function countOutcomes(plan: ResetPlan, groups: readonly GroupOutcome[]): OutcomeCount {
  const count = { applied: 0, failed: 0, skipped: 0, reverted: 0, unknown: 0 };
  for (const { groupId, outcomes } of groups) {
    const planned = plan.groups.find((group) => group.groupId === groupId)?.partitions ?? [];
    outcomes.forEach(({ status, oldOffset, newOffset }, index) => {
      const wasLeft = newOffset === null && planned[index]?.removesCommit !== true;
      const stays = status === 'applied' && oldOffset === newOffset;
      if (!wasLeft && !stays) count[status] += 1;
    });
  }
  return count;
}

const NOT_APPLIED = [
  ['failed', 'failed'],
  ['reverted', 'moved by something else at once'],
  ['unknown', 'not known'],
  ['skipped', 'not begun'],
] as const satisfies readonly (readonly [ResetOutcome['status'], string])[];

/** `Not applied: 2 failed, 4 not begun.`; null: all was. */
export function notAppliedText(count: OutcomeCount): string | null {
  const said = NOT_APPLIED.filter(([status]) => count[status] > 0).map(([status, words]) => `${formatCount(count[status])} ${words}`);
  return said.length === 0 ? null : `Not applied: ${said.join(', ')}.`;
}
