import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClient } from '../../src/main/clusters/open-client';
import type { ClusterClient } from '../../src/main/kafka/cluster-client';
import { applyGroup } from '../../src/main/operations/carry-out/apply';
import { makePlan } from '../../src/main/operations/plan/plan';
import type { PlannedGroup, ResolvedRequest } from '../../src/shared/reset';
import { startCluster, type TestCluster } from '../support/kafka';
import { startKafkaProxies, type KafkaProxies } from '../support/kafka-proxy';

const CALLS = { signal: new AbortController().signal, timeoutMs: 1_000 };
let cluster: TestCluster;
let proxies: KafkaProxies;
let client: ClusterClient;

beforeAll(async () => {
  cluster = await startCluster();
  await cluster.createTopic('orders', 2);
  for (const partition of [0, 1]) await cluster.produce('orders', partition, 30);
  await cluster.commit('billing', [0, 1].map((partition) => ({ topic: 'orders', partition, offset: 20 })));
  proxies = await startKafkaProxies(cluster.bootstrapServers);
  ({ client } = await openClient({ bootstrapServers: proxies.bootstrapServers, commandConfig: null }, { byHand: true, mayWrite: true }));
  await client.connect(CALLS);
}, 120_000);
afterAll(async () => {
  client?.close();
  await proxies?.close();
  await cluster?.stop();
});

test('a coordinator that commits and then falls silent: it is not known, and nobody waits for minutes', async () => {
  const group = await planned(5);
  const sent: number[] = [];
  proxies.decide(({ apiKey }) => {
    sent.push(apiKey);
    return sent.includes(OFFSET_COMMIT) ? 'hold-answer' : 'pass';
  });
  const outcomes = await applyGroup(client, group, CALLS, () => undefined);
  proxies.decide(() => 'pass');
  proxies.cutAll();
  expect(outcomes.map(({ status, readBack }) => [status, readBack])).toEqual([['unknown', null], ['unknown', null]]);
  expect((await cluster.committedOffsets('billing')).map(({ offset }) => offset)).toEqual([5, 5]);
}, 45_000);

test('a group that was cancelled before it was begun asks nothing more', async () => {
  const group = await planned(7);
  const sent: number[] = [];
  proxies.decide(({ apiKey }) => {
    sent.push(apiKey);
    return 'pass';
  });
  const outcomes = await applyGroup(client, group, { ...CALLS, signal: AbortSignal.abort() }, () => undefined);
  expect(outcomes.map(({ status, failure }) => [status, failure?.code])).toEqual([['skipped', 'CANCELLED'], ['skipped', 'CANCELLED']]);
  expect(sent).toEqual([]);
});

const OFFSET_COMMIT = 8;

async function planned(offset: number): Promise<PlannedGroup> {
  const request: ResolvedRequest = { groupIds: ['billing'], target: { kind: 'to-offset', offset }, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false };
  const [group] = (await makePlan(client, request, 60_000, { ...CALLS, timeoutMs: 10_000 })).groups;
  if (group === undefined || group.refusal !== null) throw new Error('The group can be planned.');
  return group;
}
