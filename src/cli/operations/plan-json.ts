import type { Failure } from '../../shared/failure';
import type { PlanTimes, PositionTimes } from '../../shared/plan-times';
import type { MovedBack, PlannedPartition, ResetOutcome, ResetPlan, ResetResult } from '../../shared/reset';
import { isoOf, movedBackText, timesOf } from './plan-text';

/** A plan as `--dry-run --json` prints it; with `times` also those of the records at its positions. */
export function planJson(plan: ResetPlan, times: PlanTimes | null) {
  const timeOf = timesOf(plan, times);
  return {
    planId: plan.planId,
    groups: plan.groups.map(({ groupId, groupType, groupState, refusal, warnings, members, sessionTimeOutMs, partitions }) => ({ groupId, groupType, groupState, refusal: refusal?.message ?? null, warnings, ...(members.length === 0 ? {} : { members, sessionTimeOutMs }), partitions: partitions.map((partition) => partitionJson(partition, timeOf.get(partition))) })),
  };
}

function partitionJson({ topic, partition, oldOffset, newOffset, clamped, warnings, problem }: PlannedPartition, times: PositionTimes | undefined) {
  return { topic, partition, oldOffset, newOffset, clamped: clamped !== null, warnings, ...(times === undefined ? {} : { oldTimestamp: isoOf(times.oldAt), newTimestamp: isoOf(times.newAt) }), ...(problem === null ? {} : { problem: problem.message }) };
}

/** The same with what became of each partition: status applied, failed, skipped or reverted, and error, null where there is none. */
export function resultJson(plan: ResetPlan, result: ResetResult, movedBack: readonly MovedBack[], times: PlanTimes | null) {
  const outcomes = new Map(result.kind === 'done' ? result.groups.map(({ groupId, outcomes: of }) => [groupId, of]) : []);
  const failures = result.kind === 'refused' ? result.failures : [];
  const { planId, groups } = planJson(plan, times);
  return {
    planId,
    ...(result.kind === 'refused' ? { refused: failures.map(({ message }) => message) } : { operationId: result.operationId }),
    groups: groups.map((group) => ({
      ...group,
      partitions: group.partitions.map((partition, index) => {
        const moved = movedBack.find((each) => each.groupId === group.groupId && each.topic === partition.topic && each.partition === partition.partition);
        if (moved !== undefined) return { ...partition, status: 'reverted', error: movedBackText(moved) };
        return { ...partition, ...outcomeJson(outcomes.get(group.groupId)?.[index], group.refusal ?? refusalOf(failures, group.groupId)) };
      }),
    })),
  };
}

/** What could not be read back is not called applied: whether it is, its error says is not known. */
function outcomeJson(outcome: ResetOutcome | undefined, refusal: string | null) {
  if (outcome === undefined) return { status: 'skipped', error: refusal };
  const error = outcome.failure?.message ?? null;
  return outcome.status === 'unknown' ? { status: 'failed', error: `It is not known whether it was applied: ${error ?? 'it could not be read back.'}` } : { status: outcome.status, error };
}

/** Why nothing was done to one group of a plan that was refused; null: it was not. */
function refusalOf(failures: readonly Failure[], groupId: string): string | null {
  if (failures.length === 0) return null;
  const own = failures.find(({ scope }) => scope === `group ${groupId}`) ?? failures.find(({ scope }) => !scope.startsWith('group '));
  return own?.message ?? 'Nothing was changed: another group of the plan is refused (see "refused").';
}
