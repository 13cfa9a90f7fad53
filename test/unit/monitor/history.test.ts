import { expect, test } from 'vitest';
import { rebuildRows } from '../../../src/main/groups/group-rows';
import { lagAt } from '../../../src/main/monitor/lag-sample';
import { newGroupRecord, type GroupRecord } from '../../../src/main/monitor/group-record';
import { History } from '../../../src/main/monitor/history';

const SECOND = 1_000;

function recordOf(lags: readonly number[]): GroupRecord {
  const record = newGroupRecord('g', 1);
  record.rows = rebuildRows(record.rows, Int32Array.from(lags, () => 0), Int32Array.from(lags, (_, index) => index));
  set(record, lags);
  return record;
}

function set(record: GroupRecord, lags: readonly number[]): void {
  record.rows.lag.set(lags);
  record.totals = { totalLag: lags.reduce((sum, lag) => sum + lag, 0), unknownPartitions: 0, uncommittedPartitions: 0, worstRow: 0, lags: lags.length, oldLags: 0 };
}

test('a round that did not read the group is a gap', () => {
  const history = new History();
  const record = recordOf([1, 2]);
  history.append(record, 0, true);
  history.append(record, 5 * SECOND, false);
  set(record, [3, 4]);
  history.append(record, 10 * SECOND, true);
  const series = history.get('g');
  expect(series?.times).toEqual([0, 5_000, 10_000]);
  expect(series?.totals).toEqual([3, NaN, 7]);
  expect(series?.rows.map((row) => (row === null ? null : Array.from(row, (_, place) => lagAt(row, place))))).toEqual([[1, 2], null, [3, 4]]);
});

test('partitions that come later have no past, those that stay keep theirs', () => {
  const history = new History();
  const record = recordOf([1, 2]);
  history.append(record, 0, true);
  const before = history.get('g')?.partitionsRevision;
  record.rows = rebuildRows(record.rows, Int32Array.of(0, 0, 0), Int32Array.of(1, 2, 3));
  set(record, [20, 30, 40]);
  history.append(record, 5 * SECOND, true);
  expect(history.get('g')?.rows.map((row) => (row === null ? null : Array.from(row, (_, place) => lagAt(row, place))))).toEqual([[2, NaN, NaN], [20, 30, 40]]);
  expect(history.get('g')?.partitionsRevision).not.toBe(before);
});

test('partitions of several topics keep their past whatever comes or goes between them', () => {
  const history = new History();
  const record = recordOf([1, 2, 3, 4]);
  const place = (topics: readonly number[], partitions: readonly number[], lags: readonly number[]): void => {
    record.rows = rebuildRows(record.rows, Int32Array.from(topics), Int32Array.from(partitions));
    set(record, lags);
  };
  place([7, 7, 3, 3], [0, 2, 0, 1], [70, 72, 30, 31]); // in the order of names, not of indices
  history.append(record, 0, true);
  place([7, 7, 7, 5, 3], [0, 1, 2, 0, 1], [1, 2, 3, 4, 5]);
  history.append(record, 5 * SECOND, true);
  expect(history.get('g')?.rows.map((row) => (row === null ? null : Array.from(row, (_, place) => lagAt(row, place))))).toEqual([[70, NaN, 72, NaN, 31], [1, 2, 3, 4, 5]]);
});

test('two hours of rounds keep an hour: all of the newest minutes, thinner the older', () => {
  const history = new History();
  const record = recordOf([0]);
  const end = 2 * 3_600 * SECOND;
  for (let at = 0; at <= end; at += SECOND) {
    set(record, [at]);
    history.append(record, at, true);
  }
  const times = history.get('g')?.times ?? [];
  expect(times.length).toBeLessThan(600);
  expect(times.filter((time) => time > end - 4 * 60 * SECOND).length).toBe(240);
  expect(end - (times[0] ?? 0)).toBeGreaterThan(59 * 60 * SECOND);
  const widest = Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? 0)));
  expect(widest).toBeLessThanOrEqual(31 * SECOND);
});

test('memory stays within the budget, gaps and changing partitions included', () => {
  const budget = 1_000_000;
  const history = new History(budget);
  const records = Array.from({ length: 10 }, (_, group) => ({ ...recordOf(Array.from({ length: 100 }, () => 0)), groupId: `g${group}` }));
  let most = 0;
  for (let round = 0; round < 500; round += 1) {
    for (const record of records) {
      const count = 100 + (round % 50 === 0 ? (round / 50) % 3 : 0);
      if (count !== record.rows.count) record.rows = rebuildRows(record.rows, new Int32Array(count), Int32Array.from({ length: count }, (_, index) => index));
      set(record, Array.from({ length: record.rows.count }, () => round));
      history.append(record, round * SECOND, round % 3 !== 0);
    }
    if (round % 30 === 29) most = Math.max(most, records.reduce((sum, { groupId }) => sum + heldBytes(history, groupId), 0));
  }
  expect(most).toBeLessThan(budget * 1.1);
  expect(most).toBeGreaterThan(budget * 0.5);
});

test('a clock that is set back leaves no samples from its future', () => {
  const history = new History();
  const record = recordOf([1]);
  for (const at of [0, 5, 10, 15, 7, 12]) history.append(record, at * SECOND, true);
  expect(history.get('g')?.times).toEqual([0, 5_000, 7_000, 12_000]);
});

function heldBytes(history: History, groupId: string): number {
  return [...new Set(history.get(groupId)?.rows)].reduce((sum, row) => sum + (row?.byteLength ?? 0), 0);
}
