import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClient } from '../../src/main/clusters/open-client';
import type { ClusterClient } from '../../src/main/kafka/cluster-client';
import { applyGroup } from '../../src/main/operations/carry-out/apply';
import { driftBetween } from '../../src/main/operations/plan/check';
import { makePlan } from '../../src/main/operations/plan/plan';
import type { ResetOutcome, ResetPlan, ResolvedRequest } from '../../src/shared/reset';
import { startCluster, type TestCluster } from '../support/kafka';

const CALLS = { signal: new AbortController().signal, timeoutMs: 5_000 };
const PARTITIONS = 40;
const request = (offset: number): ResolvedRequest => ({ groupIds: ['billing'], target: { kind: 'to-offset', offset }, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false });
let cluster: TestCluster;
let client: ClusterClient;

beforeAll(async () => {
  cluster = await startCluster({ brokers: 3 });
  await cluster.createTopic('orders', PARTITIONS, 3);
  const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
  for (const partition of partitions) await cluster.produce('orders', partition, 30);
  await cluster.commit('billing', partitions.map((partition) => ({ topic: 'orders', partition, offset: 20 })));
  ({ client } = await openClient({ bootstrapServers: cluster.bootstrapServers, commandConfig: null }, { byHand: true, mayWrite: true }));
  await client.connect(CALLS);
}, 180_000);
afterAll(async () => {
  client?.close();
  await cluster?.stop();
});

test.each(['killed', 'frozen'])('a coordinator that is %s just before the commit: what is called applied is so, and nothing else changed', async (how) => {
  const plan = await planOf(how === 'killed' ? 5 : 7);
  const [group] = plan.groups;
  if (group === undefined || group.coordinatorId === null) throw new Error('The plan has its group.');
  const nodeId = group.coordinatorId;
  if (how === 'killed') await cluster.killBroker(nodeId);
  else cluster.pauseBroker(nodeId);
  const outcomes = await applyGroup(client, group, CALLS, () => undefined);
  if (how === 'killed') await cluster.restartBroker(nodeId);
  else cluster.resumeBroker(nodeId);
  await expectTrue(outcomes, plan);
}, 120_000);

test('a member that joins between plan and apply: Kafka refuses, nothing moves, and the drift says why', async () => {
  const plan = await planOf(9);
  const [group] = plan.groups;
  if (group === undefined) throw new Error('The plan has its group.');
  const members = await cluster.startMembers({ group: 'billing', topics: ['orders'], from: 'none', commits: false });
  await cluster.awaitGroup('billing', { members: 1 });
  const outcomes = await applyGroup(client, group, CALLS, () => undefined);
  expect(new Set(outcomes.map(({ status, failure }) => `${status} ${failure?.code ?? ''}`))).toEqual(new Set(['failed GROUP_HAS_MEMBERS']));
  expect(driftBetween(plan, await makePlan(client, plan.request, 60_000, CALLS)).map(({ code }) => code)).toContain('GROUP_HAS_MEMBERS');
  await expectTrue(outcomes, plan);
  await cluster.stopMembers(members);
  await cluster.awaitGroup('billing', { state: 'Empty', members: 0 });
});

test('what retention takes away between plan and apply is drift', async () => {
  const plan = await planOf(11);
  await cluster.deleteRecords('orders', 3, 15);
  const drift = driftBetween(plan, await makePlan(client, plan.request, 60_000, CALLS));
  expect(drift.map(({ code, message }) => [code, message])).toEqual([['LOG_START_MOVED', 'The log of orders-3 begins at 15 now, after the planned offset 11.']]);
});

/** Waits until the group can be read and changed, as a person would. */
async function planOf(offset: number): Promise<ResetPlan> {
  for (let attempt = 1; ; attempt += 1) {
    const plan = await makePlan(client, request(offset), 60_000, CALLS).catch(() => null);
    if (plan !== null && plan.groups[0]?.refusal === null && plan.groups[0].partitions.every(({ problem }) => problem === null)) return plan;
    if (attempt === 60) throw new Error(`No plan: ${JSON.stringify(plan?.groups[0]?.refusal)}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Reads what Kafka's own client reads. Unknown may be either; everything else must be true. */
async function expectTrue(outcomes: readonly ResetOutcome[], plan: ResetPlan): Promise<void> {
  expect(outcomes).toHaveLength(PARTITIONS);
  const committed = new Map((await cluster.committedOffsets('billing')).map(({ partition, offset }) => [partition, offset]));
  for (const { partition, status, oldOffset, newOffset } of outcomes) {
    const held = committed.get(partition) ?? null;
    if (status === 'applied') expect([partition, held]).toEqual([partition, newOffset]);
    else if (status === 'failed' || status === 'skipped') expect([partition, held]).toEqual([partition, oldOffset]);
    else expect([oldOffset, newOffset]).toContain(held);
  }
  expect(plan.groups[0]?.partitions).toHaveLength(PARTITIONS);
}
