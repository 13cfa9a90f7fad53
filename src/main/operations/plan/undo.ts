import type { ResolvedRequest } from '../../../shared/reset';
import type { OffsetSnapshot } from '../journal/snapshot-store';

/** The request that takes a snapshot's operation back: a plan like any other, with the same checks. */
export function undoRequest({ offsets }: OffsetSnapshot): ResolvedRequest {
  return {
    groupIds: [...new Set(offsets.map(({ groupId }) => groupId))],
    target: { kind: 'to-offsets', origin: 'snapshot', offsets },
    scope: { kind: 'all-topics' },
    ownTargets: [],
    whenNoRecord: 'ask',
    // It may have been deleted with them. A share group cannot be made so: commits would make a classic group of its name.
    createGroups: offsets.every(({ groupType }) => groupType !== 'share'),
  };
}
