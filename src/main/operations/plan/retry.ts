import type { GroupOutcome, ResetOutcome, ResetPlan, ResolvedRequest, WishedOffset } from '../../../shared/reset';

/** A plan that was carried out, and what came of it. */
export interface ExecutedPlan {
  readonly plan: ResetPlan;
  readonly groups: readonly GroupOutcome[];
}

/**
 * The request that does what was left undone. Its positions are the plan's own, not its target: a shift that came
 * through without an answer must not be made twice. Null: nothing was left.
 */
export function retryRequest({ plan, groups }: ExecutedPlan): ResolvedRequest | null {
  const planned = new Map(plan.groups.map((group) => [group.groupId, group]));
  const offsets = groups.flatMap(({ groupId, outcomes }) =>
    (planned.get(groupId)?.partitions ?? []).flatMap(({ topic, partition, newOffset, newLeaderEpoch, newMetadata, removesCommit }, index): readonly WishedOffset[] => {
      const outcome = outcomes[index];
      if (outcome === undefined || !isLeftUndone(outcome) || (newOffset === null && !removesCommit)) return [];
      return [{ groupId, topic, partition, offset: newOffset, leaderEpoch: newLeaderEpoch, metadata: newMetadata }];
    }),
  );
  if (offsets.length === 0) return null;
  return {
    groupIds: [...new Set(offsets.map(({ groupId }) => groupId ?? ''))],
    target: { kind: 'to-offsets', origin: 'plan', offsets },
    scope: { kind: 'all-topics' },
    ownTargets: [],
    whenNoRecord: 'ask',
    createGroups: plan.request.createGroups,
    ...(plan.request.undoes === undefined ? {} : { undoes: plan.request.undoes }),
  };
}

function isLeftUndone({ status, failure }: ResetOutcome): boolean {
  return status === 'failed' || status === 'unknown' || (status === 'skipped' && failure?.code === 'CANCELLED');
}
