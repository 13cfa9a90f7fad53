import { afterEach, describe, expect, test, vi } from 'vitest';
import { pause, TimedCluster, type TimedCall } from './timed-cluster';

const HOUR_MS = 3_600_000;

afterEach(() => void vi.restoreAllMocks());

/** Groups and log ends that count as newer than the group's committed offset, and are not. */
function wrongs({ facts }: TimedCluster): string[] {
  const { topics, logEnd, endAskedAt } = facts.partitions;
  return [...facts.groups.values()].flatMap(({ groupId, rows, committedAt }) =>
    [...rows.topic].flatMap((topic, row) => {
      const slot = topics[topic]?.base ?? NaN;
      const committed = rows.committed[row] ?? NaN;
      return (endAskedAt[slot] ?? NaN) >= committedAt && (logEnd[slot] ?? NaN) < committed ? [`${groupId}: end ${logEnd[slot]} beside committed ${committed}`] : [];
    }),
  );
}

async function watched(nodeIds: number[], far: boolean, patienceMs: number): Promise<TimedCluster> {
  const cluster = new TimedCluster(nodeIds, far, patienceMs);
  for (const nodeId of nodeIds) {
    cluster.topics.set(`t${nodeId}`, { leader: nodeId, topicId: `id-${nodeId}` });
    cluster.groups.set(`g${nodeId}`, { coordinator: nodeId, topic: `t${nodeId}` });
  }
  await cluster.round();
  await cluster.round();
  return cluster;
}

const isEnd = ({ apiName, timestamp }: TimedCall): boolean => apiName === 'ListOffsets' && timestamp === 'latest';

test('where a connection was replaced meanwhile, late log ends do not count for the committed offsets of the next round', async () => {
  const cluster = await watched([1], true, 100);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  cluster.answering = (call) => (isEnd(call) ? held : null);
  await cluster.round();
  cluster.connections.clear();
  cluster.answering = () => null;
  cluster.offset = 150;
  const next = cluster.round();
  await pause(30);
  release();
  await next;
  expect(wrongs(cluster)).toEqual([]);
});

test('where a lane comes up late and what is asked has changed since, its log ends do not count for groups of the other lane', async () => {
  const cluster = new TimedCluster([1], true, 30);
  cluster.topics.set('a', { leader: 1, topicId: '1' }).set('b', { leader: 1, topicId: '2' });
  for (let group = 0; group < 490; group += 1) cluster.groups.set(`g${group}`, { coordinator: 1, topic: group < 260 ? 'a' : 'b' });
  await cluster.round();
  // Then b is the larger family: the two change lanes when the groups that went are forgotten, in the middle of the round after.
  for (let group = 0; group < 60; group += 1) cluster.groups.delete(`g${group}`);
  await cluster.round();
  const [opened, slow, slower] = [pause(110), pause(170), pause(200)];
  cluster.opening = ({ lane }) => (lane === 1 ? opened : null);
  cluster.dealing = ({ lane, apiName }) => (lane === 0 && apiName !== 'ListGroups' ? slow.then(() => void (cluster.offset = 150)) : null);
  cluster.answering = ({ lane, apiName }) => (lane === 1 ? (apiName === 'OffsetFetch' ? slower : slower.then(() => pause(5))) : null);
  await cluster.round();
  await pause(250);
  expect(wrongs(cluster)).toEqual([]);
});

describe.each([{ far: true }, { far: false }])('far brokers: $far', ({ far }) => {
  test('a broker that is late with log ends does not delay rounds', async () => {
    const cluster = await watched([1, 2], far, 400);
    cluster.answering = (call) => (call.nodeId === 2 && isEnd(call) ? pause(3_000) : call.apiName === 'ListGroups' ? pause(20) : null);
    await cluster.round();
    for (let round = 0; round < 3; round += 1) expect((await cluster.round()).ms).toBeLessThan(300);
  });

  test('nor does one that left while its log ends were under way', async () => {
    const cluster = await watched([1, 2], far, 400);
    cluster.answering = ({ nodeId }) => (nodeId === 2 ? pause(3_000) : null);
    await cluster.round();
    cluster.nodeIds.pop();
    for (const topic of cluster.topics.values()) topic.leader = 1;
    for (const group of cluster.groups.values()) group.coordinator = 1;
    cluster.facts.metadataDue = true;
    await cluster.round();
    for (let round = 0; round < 2; round += 1) expect((await cluster.round()).ms).toBeLessThan(300);
  });

  test('a topic that is made anew during a round has its log end in that round', async () => {
    const cluster = await watched([1], far, 500);
    cluster.topics.set('t1', { leader: 1, topicId: 'another' });
    cluster.offset = 7;
    cluster.facts.metadataDue = true;
    cluster.metadata = () => pause(30);
    await cluster.round();
    const { topics, logEnd } = cluster.facts.partitions;
    expect({ end: logEnd[topics[0]?.base ?? NaN], oldLags: cluster.facts.groups.get('g1')?.totals.oldLags }).toEqual({ end: 7, oldLags: 0 });
  });

  test('log starts are asked for soon, also where log ends were late when it was their turn', async () => {
    const cluster = await watched([1], far, 60);
    cluster.facts.logStartsReadAt = NaN;
    cluster.calls.length = 0;
    cluster.answering = (call) => (isEnd(call) ? pause(150) : null);
    await cluster.round();
    cluster.answering = () => null;
    await pause(200);
    await cluster.round();
    expect(cluster.calls.some(({ timestamp }) => timestamp === 'earliest')).toBe(true);
  });
});

test('log ends that could not be read in line, but were read after, are no failure', async () => {
  const cluster = await watched([1], true, 500);
  let failing = true;
  cluster.answering = (call) => {
    if (!isEnd(call) || !failing) return null;
    failing = false;
    return Promise.reject(new Error('closed'));
  };
  await cluster.round();
  expect({ failing, oldLags: cluster.facts.groups.get('g1')?.totals.oldLags, failures: cluster.facts.roundFailures }).toEqual({ failing: false, oldLags: 0, failures: [] });
});

test('the verdict of a group that stands still goes back with the clock', async () => {
  const cluster = await watched([1], false, 500);
  cluster.logEnd = 200;
  cluster.unchanged = true;
  for (let round = 0; round < 4; round += 1) await cluster.round();
  const record = cluster.facts.groups.get('g1');
  expect(record).toMatchObject({ health: { verdict: 'stopped' }, scan: { lasts: true } });
  const real = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => real() - HOUR_MS);
  await cluster.round();
  await cluster.round();
  expect(record?.health.verdict).toBe('stopped');
  expect(record?.health.since).toBeLessThanOrEqual(Date.now());
  expect(record?.verdictSince).toBeLessThanOrEqual(Date.now());
});
