import { expect, test } from 'vitest';
import { movedSince } from '../../../../src/main/operations/plan/moved-since';
import { undoRequest } from '../../../../src/main/operations/plan/undo';
import type { AuditedDetail } from '../../../../src/shared/audit';
import { movedSinceText } from '../../../../src/shared/moved-since-text';
import type { PlannedPartition } from '../../../../src/shared/reset';

const offset = { groupId: 'g', topic: 't', partition: 0, offset: 5, leaderEpoch: null, metadata: null };

test.each([
  ['a group that is gone may be made again by its offsets', 'classic', true],
  ['one whose type was not told, too', null, true],
  ['a share group may not: commits would make a classic group of its name', 'share', false],
])('%s', (_name, groupType, createGroups) => {
  expect(undoRequest({ version: 1, operationId: 'o', kafkaClusterId: 'c', takenAt: 0, offsets: [{ ...offset, groupType }] }, null).createGroups).toBe(createGroups);
});

const OPERATION = { operationId: 'o', at: 7, action: 'reset', user: null, host: null, principal: null, reason: '', groupIds: ['g'], topics: ['t'], members: [], target: 'to-offset 31', copiedTo: null, undoOf: null, undoneBy: null, undoneAt: 9, meant: 1, done: 1, unknown: 0 };
const detailOf = (partition: Partial<AuditedDetail['partitions'][number]>): AuditedDetail => ({ operation: OPERATION, partitions: [{ groupId: 'g', topic: 't', partition: 0, oldOffset: 5, newOffset: 31, status: 'applied', readBack: 31, error: null, ...partition }], resultAt: 8, settled: false, canUndo: true });
const PLANNED: PlannedPartition = { topic: 't', partition: 0, oldOffset: 2_049, oldLeaderEpoch: null, oldMetadata: null, newOffset: 5, newLeaderEpoch: null, newMetadata: null, logStartOffset: 0, logEndOffset: 3_000, lastStableOffset: 3_000, topicId: null, removesCommit: false, clamped: null, warnings: ['no-commit'], problem: null };

test.each<[string, Partial<AuditedDetail['partitions'][number]>, number | null, readonly string[], string]>([
  ['the group went on', {}, 2_049, ['moved-since'], 'applied 31, now 2,049: 2,018 records committed since would be read again'],
  ['it stands where it was put', {}, 31, [], 'applied 31, now 31: something has committed since'],
  ['it was not applied there', { status: 'failed' }, 2_049, ['no-commit'], ''],
  ['a deletion that nothing followed', { newOffset: null, status: 'deleted' }, null, [], 'applied none, now none: something has committed since'],
  ['a deleted group', { topic: null, partition: null, newOffset: null, status: 'deleted' }, null, [], 'applied none, now none: something has committed since'],
])('an undo tells what happened since: %s', (_name, partition, oldOffset, warnings, text) => {
  const request = undoRequest({ version: 1, operationId: 'o', kafkaClusterId: 'c', takenAt: 0, offsets: [{ ...offset, groupType: 'classic' }] }, detailOf(partition));
  expect(request.undoes).toEqual({ operationId: 'o', at: 7, action: 'reset', target: 'to-offset 31', undoneAt: 9 });
  const planned = movedSince(request, 'g')({ ...PLANNED, oldOffset });
  expect(planned.warnings).toEqual(warnings);
  if (planned.appliedOffset !== undefined) expect(movedSinceText(planned)).toBe(text);
});
