import { describe, expect, it } from 'vitest';
import { LAG_STATES } from '../../../../src/shared/lag';
import { VERDICTS } from '../../../../src/shared/verdict';
import { lagWords } from '../../../../src/renderer/charts/chart-partition';
import { chartFinding, partitionsNow, partitionsOfHistory, withStalls } from '../../../../src/renderer/views/group/chart-input';
import { memberNames } from '../../../../src/renderer/views/group/member-rows';
import { partitionSince } from '../../../../src/renderer/views/group/partition-since';
import { notRead } from '../../../../src/renderer/views/group/not-read';
import { partitionFilter, sortPartitions, type PartitionSort } from '../../../../src/renderer/views/group/partition-order';
import { edges, incident } from '../../../renderer/harness/fixtures/group-models';
import { detailOf, historyOf } from '../../../renderer/harness/group-world';

const START = 1_000_000;
const stalled = detailOf(incident(), START, START, 1);
const every = detailOf(edges(), START, START, 1);
const labels = (detail: typeof every, rows: readonly number[]) => rows.map((row) => `${detail.topics[detail.columns.topic[row]!]!}-${detail.columns.partition[row]!}`);
const sorted = (by: PartitionSort, descending: boolean) => labels(every, sortPartitions(every, { by, descending }, memberNames(every.members ?? [])));

describe('order of partitions', () => {
  it('is worst first: by verdict, then by the size of the lag', () => {
    expect(labels(stalled, sortPartitions(stalled, { by: 'state', descending: true }, []))[0]).toBe('orders-3');
    expect(sorted('state', true).slice(0, 2)).toEqual(['audit-3', 'audit-2']);
  });

  it('goes by lag where the verdict is the same', () => {
    const { lag } = stalled.columns;
    const rows = sortPartitions(stalled, { by: 'state', descending: true }, []).slice(1);
    expect(rows.map((row) => lag[row]!)).toEqual(rows.map((row) => lag[row]!).sort((left, right) => right - left));
  });

  it('puts what is not known last, in both directions', () => {
    expect(sorted('lag', true).slice(0, 4)).toEqual(['audit-3', 'audit-0', 'audit-1', 'audit-4']);
    expect(sorted('lag', false).slice(0, 4)).toEqual(['audit-1', 'audit-4', 'audit-0', 'audit-3']);
    expect(sorted('owner', true).slice(-1)).toEqual(['ledger.old-0']);
  });
});

describe('filter of partitions', () => {
  const matching = (filter: string) => {
    const matches = partitionFilter(every, filter, memberNames(every.members ?? []));
    return labels(every, [...every.columns.partition.keys()].filter(matches));
  };

  it('finds names, owners and states, and compares lag', () => {
    expect(matching('SECRET')).toEqual(['secret-0', 'secret-1']);
    expect(matching('consumer-2')).toEqual(['audit-1', 'audit-3']);
    expect(matching('topic gone')).toEqual(['ledger.old-0']);
    expect(matching('lag:>100')).toEqual(['audit-0', 'audit-3']);
    expect(matching('lag:unknown secret')).toEqual(['secret-0', 'secret-1']);
  });
});

describe('chart input', () => {
  it('matches history and newest reading by name, and keeps a partition that has gone', () => {
    const history = historyOf(edges(), START, START, null);
    const without = detailOf({ ...edges(), partitions: edges().partitions.slice(1) }, START, START, 2);
    const partitions = partitionsOfHistory(history, without, partitionsNow(without));
    expect(partitions.map(({ label }) => label).slice(0, 4)).toEqual(['audit-0', 'audit-1', 'audit-2', 'audit-3']);
    expect(partitions.map((partition) => lagWords(partition)).slice(0, 4)).toEqual(['unknown', '0', 'no commit', '18,400']);
    expect(partitions.map(({ lag }) => lag).slice(0, 4)).toEqual([Number.NaN, 0, Number.NaN, 18_400]);
  });

  it('says the finding', () => {
    expect(chartFinding(partitionsNow(stalled), '15 min')).toMatch(/^Lag per partition over the last 15 min: orders-3 has most, now 11,504, the 11 others together \d+\.$/);
    expect(chartFinding(partitionsNow(every), '5 min')).toMatch(/The lag of 4 of 9 partitions is not known\. 1 of 9 partitions has no committed offset\.$/);
  });
});

describe('what was not read', () => {
  it('counts partitions, though those of one reason are listed together', () => {
    const reason = every.reasons.indexOf('Broker 3 did not answer within 10 s.');
    const columns = { ...every.columns, lag: every.columns.lag.map(() => Number.NaN), lagState: every.columns.lagState.map(() => LAG_STATES.indexOf('unknown')), reason: every.columns.reason.map(() => reason) };
    const failures = [{ scope: 'partitions t-0, t-1, t-2 and 6 more', code: 'UNKNOWN', message: every.reasons[reason]! }];
    expect(notRead({ ...every, columns, failures })).toEqual([{ ...failures[0], count: 9 }]);
  });

  it('is the failures and what no failure explains, so that it never denies the headline', () => {
    expect(notRead(every).map(({ scope, message }) => `${scope}: ${message}`)).toEqual([
      'topic secret: Not allowed to read the log ends of topic secret. Grant DESCRIBE on the topic to the principal of this connection.',
      'partition audit-5: Partition audit-5 has no leader: its replicas are down. Start a broker that holds one of them.',
      'lag of 1 partition: Partition audit-5 has no leader: its replicas are down. It is asked again with every round.',
      'lag of 1 partition: Topic ledger.old is gone; the committed offset is left over.',
      'lag of 1 partition: Not allowed to read the log ends of topic secret. Needed: DESCRIBE on the topic.',
      'lag of 1 partition: Broker 3 did not answer within 10 s.',
    ]);
    expect(notRead(stalled)).toEqual([]);
    expect(notRead({ ...stalled, members: null })).toHaveLength(1);
    expect(notRead({ ...stalled, verdict: { ...stalled.verdict, verdict: 'unknown', sentence: 'It is only partly known.' } })).toEqual([{ scope: 'group', code: null, message: 'It is only partly known.', count: 1 }]);
  });
});

describe('how long a partition is as it is', () => {
  it('is at least as long as was watched, and a stopped one not longer than its group', () => {
    const edged = { ...stalled, verdict: { ...stalled.verdict, verdict: 'stopped' as const, atLeast: true, since: 900_000 }, columns: { ...stalled.columns, verdict: stalled.columns.verdict.map(() => VERDICTS.indexOf('stopped')), verdictSince: stalled.columns.verdictSince.map((_, row) => (row === 0 ? 400_000 : 950_000)) } };
    expect([partitionSince(edged, 0), partitionSince(edged, 1)]).toEqual([{ since: 900_000, atLeast: true }, { since: 950_000, atLeast: false }]);
    expect(withStalls([], partitionsNow({ ...stalled, verdict: { ...stalled.verdict, atLeast: true } })).map(({ text, atLeast }) => `${text} ${String(atLeast)}`)).toEqual(['orders-3 stood still already true']);
  });
});
