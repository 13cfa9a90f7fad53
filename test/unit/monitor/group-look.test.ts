import { expect, test } from 'vitest';
import { applyDescription } from '../../../src/main/monitor/descriptions';
import { newGroupRecord, type GroupDescription } from '../../../src/main/monitor/group-record';
import { rebalanceHistory } from '../../../src/main/monitor/views/rebalance-history';
import { memberOf } from './watched-group';

const DESCRIPTION: GroupDescription = { groupState: 'Stable', protocolType: 'consumer', assignor: 'range', groupEpoch: null, assignmentEpoch: null, members: [memberOf('a', [0])], failures: [] };

test('a description that is as the one before is no rebalance, whatever a listing said meanwhile', () => {
  const record = newGroupRecord('g', 1);
  applyDescription(record, DESCRIPTION, 1_000);
  record.groupState = 'PreparingRebalance';
  applyDescription(record, { ...DESCRIPTION, members: [memberOf('a', [0])] }, 2_000);
  expect(rebalanceHistory(record, 500, 2_000)).toMatchObject({ watchedSince: 1_000, rebalances: [], protocol: 'eager' });
});

test('a group that was listed as Empty until its first member was described began to rebalance after that', () => {
  const record = newGroupRecord('g', 1);
  record.seenEmptyAt = 5_000;
  applyDescription(record, DESCRIPTION, 6_000);
  expect(rebalanceHistory(record, 500, 6_000).rebalances).toMatchObject([{ startedAfter: 5_000, endedAt: 6_000, joined: { count: 1 }, cause: { kind: 'member-joined' } }]);
});
