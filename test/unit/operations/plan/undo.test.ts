import { expect, test } from 'vitest';
import { undoRequest } from '../../../../src/main/operations/plan/undo';

const offset = { groupId: 'g', topic: 't', partition: 0, offset: 5, leaderEpoch: null, metadata: null };

test.each([
  ['a group that is gone may be made again by its offsets', 'classic', true],
  ['one whose type was not told, too', null, true],
  ['a share group may not: commits would make a classic group of its name', 'share', false],
])('%s', (_name, groupType, createGroups) => {
  expect(undoRequest({ version: 1, operationId: 'o', kafkaClusterId: 'c', takenAt: 0, offsets: [{ ...offset, groupType }] }).createGroups).toBe(createGroups);
});
