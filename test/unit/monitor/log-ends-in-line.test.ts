import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { ClusterFacts } from '../../../src/main/monitor/cluster-facts';
import { LogEndsPoll } from '../../../src/main/monitor/log-ends-poll';
import { runRound } from '../../../src/main/monitor/round';
import { OrderedCluster, PARTITIONS } from './ordered-cluster';

const TOPICS = ['a', 'b', 'c', 'd', 'e', 'f'];

afterEach(() => void vi.restoreAllMocks());

function watch(cluster: OrderedCluster) {
  const facts = new ClusterFacts();
  const logEnds = new LogEndsPoll(cluster.client, facts);
  return { facts, round: () => runRound(cluster.client, facts, logEnds, { signal: new AbortController().signal, timeoutMs: 5_000, patienceMs: 5_000, intervalMs: 1_000 }) };
}

function fill(cluster: OrderedCluster, groups: number): void {
  for (let group = 0; group < groups; group += 1) cluster.groups.set(`g${group}`, [TOPICS[group % TOPICS.length] ?? 'a']);
}

/** Partitions whose log end counts as newer than the group's committed offset, and is not. */
function wrongs(facts: ClusterFacts): string[] {
  return [...facts.groups.values()].flatMap(({ groupId, rows, committedAt }) => {
    const { topics, logEnd, endAskedAt } = facts.partitions;
    const early = Array.from({ length: rows.count }, (_, row) => row).filter((row) => {
      const { base = NaN } = topics[rows.topic[row] ?? -1] ?? {};
      const slot = base + (rows.partition[row] ?? NaN);
      const committed = rows.committed[row] ?? NaN;
      return committed >= 0 && (endAskedAt[slot] ?? NaN) >= committedAt && !((logEnd[slot] ?? NaN) > committed);
    });
    return early.map((row) => `${groupId}: end of row ${row} was read before its committed offset`);
  });
}

test('behind a far broker a round is one flight: log ends follow committed offsets over the same connection', async () => {
  const cluster = new OrderedCluster(TOPICS, ([first = 0]) => first);
  fill(cluster, 1_020);
  const { facts, round } = watch(cluster);
  await round();
  await round();
  const flights: number[] = [];
  let before = 0;
  cluster.onStep = () => void (flights.push(cluster.traffic.requests - before), (before = cluster.traffic.requests));
  before = cluster.traffic.requests;
  const { requests } = await round();
  // One ListGroups, three OffsetFetch, one ListOffsets of each lane; all of them before the first is dealt with.
  expect({ requests, first: flights[0] }).toEqual({ requests: 6, first: 6 });
  expect(wrongs(facts)).toEqual([]);
});

test('no log end that counts was read before a committed offset that it stands beside, whatever moves meanwhile', async () => {
  const move = fc.oneof(
    fc.record({ kind: fc.constant('group' as const), topics: fc.subarray(TOPICS, { minLength: 1, maxLength: 2 }) }),
    fc.record({ kind: fc.constant('topics' as const), group: fc.nat(359), topics: fc.subarray(TOPICS, { minLength: 1, maxLength: 2 }) }),
    fc.record({ kind: fc.constant('reconnect' as const), lane: fc.nat(2) }),
    fc.constant({ kind: 'nothing' as const }),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(1, 12, 360), fc.array(fc.nat(99), { minLength: 10, maxLength: 40 }), fc.array(move, { maxLength: 12 }), fc.boolean(), async (groups, order, moves, endsFail) => {
      let turn = 0;
      const next = (count: number): number => (order[(turn += 1) % order.length] ?? 0) % count;
      const cluster = new OrderedCluster(TOPICS, (lanes) => lanes[next(lanes.length)] ?? 0);
      // Each request takes at least a millisecond, so that log ends which fail leave no doubt about what was first.
      if (endsFail) vi.spyOn(Date, 'now').mockImplementation(() => 1_700_000_000_000 + cluster.clock);
      fill(cluster, groups);
      const { facts, round } = watch(cluster);
      await round();
      const pending = [...moves];
      cluster.endsFail = () => endsFail && next(2) === 0;
      cluster.onStep = () => {
        const now = pending.shift();
        if (now?.kind === 'group') cluster.groups.set(`new${pending.length}`, now.topics);
        else if (now?.kind === 'topics') cluster.groups.set(`g${now.group % groups}`, now.topics);
        else if (now?.kind === 'reconnect') cluster.reconnect(now.lane);
      };
      for (let pass = 0; pass < 4; pass += 1) {
        await round();
        expect(wrongs(facts)).toEqual([]);
        if (!endsFail) for (const { totals } of facts.groups.values()) expect(totals.oldLags).toBe(0);
      }
      vi.restoreAllMocks();
      for (const [groupId, topics] of cluster.groups) expect(facts.groups.get(groupId)?.rows.count).toBeGreaterThanOrEqual(topics.length * PARTITIONS);
    }),
    {
      numRuns: 200,
      // Groups come to share topics across lanes while log ends are under way, and reading those again fails.
      examples: [[360, [21, 22, 31, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [{ kind: 'group', topics: ['a'] }, { kind: 'group', topics: ['b'] }, { kind: 'nothing' }, { kind: 'topics', group: 0, topics: ['b', 'e'] }], true]],
    },
  );
});
