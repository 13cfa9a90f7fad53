import type { AuditedOperation } from '../../../src/shared/audit';
import type { SharedAudit, SharedDetail } from '../../../src/shared/shared-audit';

const UNTOLD = { unknown: 0, topics: ['settlements'], members: [], target: 'to-offset 1200', copiedTo: null, undoOf: null, undoneBy: null, undoneAt: null, principal: null } as const;

const SHARED: readonly AuditedOperation[] = [
  { operationId: '62d3bb20-0000-4000-8000-000000000001', at: Date.now() - 600_000, action: 'reset', user: 'mara', host: 'bastion-2', reason: 'INC-4471: from the other desk', groupIds: ['settlement-batch'], meant: 6, done: 6, ...UNTOLD },
  { operationId: '62d3bb20-0000-4000-8000-000000000002', at: Date.now() - 900_000, action: 'reset', user: 'x'.repeat(80), host: '<i>host</i>\u202e', reason: '', groupIds: ['orders-replay'], meant: 20_000, done: null, ...UNTOLD },
];

/** What an invented team wrote to the topic that it shares. */
export function sharedAudit(topic: string): SharedAudit {
  const writer = { following: 3, shortened: 0, wrong: 0, contradicting: 0 };
  return {
    topic, operations: SHARED, lines: 6, hasMore: true, isTrimmed: true, notLines: 2, elsewhere: 1, failures: [],
    writers: [{ ...writer, user: 'mara', host: 'bastion-2', lines: 4 }, { ...writer, user: 'x'.repeat(80), host: '<i>host</i>\u202e', lines: 2, following: 0, wrong: 1, contradicting: 1 }],
  };
}

export function sharedDetails(operationIds: readonly string[]): readonly SharedDetail[] {
  return SHARED.filter(({ operationId }) => operationIds.includes(operationId)).map((operation) => {
    const isKnown = operation.done !== null;
    const partitions = Array.from({ length: isKnown ? 6 : 0 }, (_, partition) => ({ groupId: operation.groupIds[0] ?? '', topic: 'settlements', partition, oldOffset: 20_000, newOffset: 1_200, status: 'applied' as const, readBack: 1_200, error: null }));
    return { operation, partitions, resultAt: isKnown ? operation.at + 800 : null, settled: false, canUndo: false, isHere: false, isShortened: !isKnown };
  });
}
