import { expect, test } from 'vitest';
import { newGroupRecord } from '../../../src/main/monitor/group-record';
import { recentRebalances } from '../../../src/main/monitor/views/recent-rebalances';
import { look, member, WatchedLog } from '../rebalances/group-looks';

test('a group that rebalances again and again is told from outside its page, and for ten minutes only', () => {
  const watched = new WatchedLog();
  const record = newGroupRecord('ledger-export', 1);
  expect(recentRebalances(record, 0)).toEqual({ count: -1, storm: null });
  record.firstDescribedAt = 1;
  expect(recentRebalances(record, 0)).toEqual({ count: 0, storm: null });
  record.rebalances = watched.log;
  for (let turn = 0; turn <= 6; turn += 1) watched.see(turn * 20, turn % 2 === 1 ? look([member('a-1', [0]), member(`slow-${turn}`, [1])]) : look([member('a-1', [0, 1])]));
  expect(recentRebalances(record, watched.now)).toMatchObject({ count: 6, storm: { rebalances: 6, culprit: { member: { clientId: 'slow' } } } });
  expect(recentRebalances(record, watched.now + 11 * 60_000)).toEqual({ count: 0, storm: null });
});
