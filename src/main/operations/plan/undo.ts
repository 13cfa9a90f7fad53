import type { AuditedDetail, AuditedPartition } from '../../../shared/audit';
import type { ResolvedRequest, WishedOffset } from '../../../shared/reset';
import type { OffsetSnapshot } from '../journal/snapshot-store';

/**
 * The request that takes a snapshot's operation back: a plan like any other, with the same checks. `detail`: what the audit has of the
 * operation; null: nothing.
 */
export function undoRequest({ operationId, offsets }: OffsetSnapshot, detail: AuditedDetail | null): ResolvedRequest {
  const operation = detail?.operation ?? null;
  const appliedTo = appliedOffsets(detail?.partitions ?? []);
  return {
    groupIds: [...new Set(offsets.map(({ groupId }) => groupId))],
    target: { kind: 'to-offsets', origin: 'snapshot', offsets: offsets.map((offset): WishedOffset => ({ ...offset, ...appliedTo(offset) })) },
    scope: { kind: 'all-topics' },
    ownTargets: [],
    whenNoRecord: 'ask',
    // It may have been deleted with them. A share group cannot be made so: commits would make a classic group of its name.
    createGroups: offsets.every(({ groupType }) => groupType !== 'share'),
    undoes: { operationId, at: operation?.at ?? null, action: operation?.action ?? null, target: operation?.target ?? null, undoneAt: operation?.undoneAt ?? null },
  };
}

type Applied = Pick<WishedOffset, 'applied'>;

/** Of partitions that it changed; a deleted group stands for all of its partitions. */
function appliedOffsets(partitions: readonly AuditedPartition[]): (offset: Pick<WishedOffset, 'groupId' | 'topic' | 'partition'>) => Applied {
  const changed = partitions.filter(({ status }) => status === 'applied' || status === 'deleted' || status === 'gone');
  const applied = new Map(changed.map(({ groupId, topic, partition, newOffset }): [string, Applied] => [JSON.stringify([groupId, topic, partition]), { applied: newOffset }]));
  return ({ groupId, topic, partition }) => applied.get(JSON.stringify([groupId, topic, partition])) ?? applied.get(JSON.stringify([groupId, null, null])) ?? {};
}
