import { describe, expect, it } from 'vitest';
import { isLive, isOvertaken, oldBefore, shownNow } from '../../../../src/renderer/state/freshness';
import { answeringBrokers, clusterCondition, connectionCondition, failedWords, hasBrokerFailure, missingBrokers } from '../../../../src/renderer/views/cluster/cluster-condition';
import { retryWords } from '../../../../src/renderer/views/cluster/retry-words';
import { overviewSentence } from '../../../../src/renderer/views/overview/overview-sentence';
import { verdictIndex } from '../../../../src/shared/verdict';
import type { BrokerStatus, ClusterSummary } from '../../../../src/shared/cluster';

const NOW = 1_000_000;
const broker = (nodeId: number, state: BrokerStatus['state']): BrokerStatus => ({ nodeId, host: 'b', port: 1, rack: null, state, groups: 1, lastMs: 1, answeredAt: NOW, failure: null });
const THREE = [broker(1, 'answering'), broker(2, 'answering'), broker(3, 'answering')];
const WELL: ClusterSummary = {
  profile: { profileId: 'p', name: 'payments', environment: 'production', bootstrapServers: 'a:1', commandConfig: null, intervalMs: 5_000 },
  state: 'current', failure: null, failures: [], notes: [], kafkaClusterId: 'id', kafkaVersion: '4.3', brokers: THREE, revision: 40, sampledAt: NOW - 3_000, retryAt: null,
  round: { ms: 40, requests: 9, bytesIn: 9 }, groups: 5, topics: 2, verdicts: { broken: 0, behind: 0, moving: 0, unknown: 0, ok: 5 }, notJudged: 0, restless: 0, totalLag: 9, unknownPartitions: 0,
  uncommittedPartitions: 0, staleGroups: 0, mostLag: { groupId: 'a', lag: 9 }, worst: null,
};
const REFUSED = { scope: 'cluster', code: 'UNREACHABLE_REFUSED', message: 'Refused.' };
const ONE_AWAY: ClusterSummary = { ...WELL, brokers: [THREE[0]!, THREE[1]!, broker(3, 'failed')] };
const DOWN: ClusterSummary = { ...WELL, state: 'stale', failure: REFUSED, sampledAt: NOW - 90_000, retryAt: NOW + 5_001, staleGroups: 5, brokers: [1, 2, 3].map((id) => broker(id, 'failed')) };

const toneAndWords = (condition: ReturnType<typeof connectionCondition>) => `${condition.tone}: ${condition.words}`;
const said = (...clusters: ClusterSummary[]) => {
  const { head, rest } = overviewSentence(clusters, NOW);
  return `${head} ${rest.map((part) => ('name' in part ? part.name : part.text)).join('')}`.trim();
};

describe('condition of a cluster', () => {
  it('is green only when every broker answers and every figure is current', () => {
    expect(toneAndWords(connectionCondition(WELL, NOW))).toBe('ok: connected');
    expect(toneAndWords(clusterCondition(WELL, NOW))).toBe('ok: all keep up');
    expect(toneAndWords(connectionCondition(ONE_AWAY, NOW))).toBe('warning: 2 of 3 brokers answer');
    expect(toneAndWords(clusterCondition(ONE_AWAY, NOW))).toBe('warning: 2 of 3 brokers answer');
    expect(toneAndWords(clusterCondition({ ...WELL, staleGroups: 2 }, NOW))).toBe('warning: 2 with old figures');
    expect(toneAndWords(connectionCondition({ ...WELL, sampledAt: NOW - 60_000 }, NOW))).toBe('warning: late');
  });

  it('counts a broker that is late for one that does not answer', () => {
    const late: ClusterSummary = { ...WELL, state: 'partial', brokers: [THREE[0]!, THREE[1]!, { ...THREE[2]!, failure: { scope: 'broker 3', code: 'SLOW', message: 'Broker 3 has not answered within 1500 ms.' } }] };
    expect(toneAndWords(connectionCondition(late, NOW))).toBe('warning: 2 of 3 brokers answer');
    expect(answeringBrokers(late) + missingBrokers(late).length).toBe(3);
    expect([WELL, late, { ...WELL, failures: [{ scope: 'broker 2', code: 'LOG_ENDS_SLOW', message: 'Late.' }] }].map(hasBrokerFailure)).toEqual([false, true, true]);
  });

  it('says what is not judged yet', () => {
    expect(toneAndWords(clusterCondition({ ...WELL, verdicts: { broken: 0, behind: 0, moving: 5, unknown: 0, ok: 0 }, notJudged: 5 }, NOW))).toBe('moving: 5 not judged yet');
  });

  it('is red when the whole cluster is down, whatever its groups were', () => {
    expect(toneAndWords(connectionCondition(DOWN, NOW))).toBe('critical: down: refused');
    expect(toneAndWords(clusterCondition(DOWN, NOW))).toBe('critical: down: refused');
    expect(toneAndWords(clusterCondition({ ...DOWN, verdicts: { broken: 3, behind: 0, moving: 0, unknown: 0, ok: 2 } }, NOW))).toBe('critical: down: refused');
    expect(toneAndWords(connectionCondition({ ...DOWN, brokers: THREE, sampledAt: NOW - 6_000 }, NOW))).toBe('warning: refused');
  });

  it('counts down to now, never to 0 s', () => {
    expect([retryWords(NOW + 1_500, NOW), retryWords(NOW + 1, NOW), retryWords(NOW, NOW), retryWords(NOW - 9_000, NOW)]).toEqual(['in 2 s', 'in 1 s', 'now', 'now']);
  });
});

describe('sentence over all clusters', () => {
  it('says that nothing needs attention of current figures only', () => {
    expect(said(WELL)).toBe('No group needs attention.');
    expect(said(DOWN)).toBe('No group needed attention when last read. One cluster is not current: payments (refused, 1 min old).');
    expect(said(WELL, DOWN)).toBe('No group with current figures needs attention. One cluster is not current: payments (refused, 1 min old).');
    expect(said({ ...WELL, staleGroups: 2 })).toBe('No group with current figures needs attention. One cluster is not current: payments (2 groups with old figures).');
  });
});

describe('sentence over all clusters, of what is not known', () => {
  const moving = (count: number, ok: number) => ({ broken: 0, behind: 0, moving: count, unknown: 0, ok });

  it('promises nothing of groups that are not judged yet or could not be read', () => {
    expect(said({ ...WELL, verdicts: moving(5, 0), notJudged: 5 })).toBe('5 groups are being watched; none can be judged yet.');
    expect(said({ ...WELL, verdicts: moving(3, 2), notJudged: 3 })).toBe('2 of 5 groups keep up, 3 not judged yet.');
    expect(said({ ...WELL, verdicts: { ...moving(0, 4), unknown: 1 } })).toBe('1 of 5 groups could not be read in full.');
  });

  it('keeps at least, and counts to the sample', () => {
    const worst = { groupId: 'g', verdictIndex: verdictIndex('stopped'), since: NOW - 123_000, atLeast: true, lag: 9 };
    expect(said({ ...WELL, verdicts: { broken: 1, behind: 0, moving: 0, unknown: 1, ok: 3 }, worst })).toBe('1 of 5 groups needs attention. Most urgent: g on payments, stopped for at least 2 min, lag 9. 1 could not be read in full.');
  });
});

describe('freshness', () => {
  it('holds a group for old that the last round left out', () => {
    const roundAt = NOW - 3_000;
    const read = (sampledAt: number, revision: number) => isOvertaken({ staleGroups: 1, sampledAt: roundAt, revision: 40 }, { sampledAt, revision });
    expect([read(roundAt - 1, 40), read(roundAt + 9, 40), read(roundAt - 1, 39)]).toEqual([true, false, false]);
  });

  it('is live only while every row is younger than two intervals', () => {
    expect([WELL, { ...WELL, staleGroups: 1 }, { ...WELL, sampledAt: NOW - 12_000 }, { ...WELL, state: 'paused' as const }].map((cluster) => isLive(cluster, NOW))).toEqual([true, false, false, false]);
  });

  it('holds those rows for old that the last round did not renew, and all of a cluster whose rounds fail', () => {
    const roundAt = NOW - 3_000;
    expect(oldBefore(WELL, roundAt, NOW)).toBe(NOW - 11_040);
    expect(oldBefore({ ...WELL, staleGroups: 1 }, roundAt, NOW)).toBe(roundAt);
    expect(oldBefore(DOWN, roundAt, NOW)).toBe(Number.POSITIVE_INFINITY);
  });

  it('stands still while paused', () => {
    expect([shownNow({ ...WELL, state: 'paused' }, NOW), shownNow(WELL, NOW)]).toEqual([WELL.sampledAt, NOW]);
  });
});

describe('a cluster of which nothing was read', () => {
  it('is not said to be out of reach when it answered', () => {
    expect(['AUTHENTICATION_FAILED', 'NOT_KAFKA_HTTP', 'UNREACHABLE_REFUSED', null].map(failedWords)).toEqual(['refused the login', 'is not Kafka', 'was not reached', 'was not reached']);
  });
});
