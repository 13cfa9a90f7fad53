import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClient } from '../../src/main/clusters/open-client';
import { AuditLog } from '../../src/main/operations/audit-log';
import { executePlan } from '../../src/main/operations/execute';
import { makePlan } from '../../src/main/operations/plan';
import { SnapshotStore } from '../../src/main/operations/snapshot-store';
import type { ResetPlan, ResetResult, ResolvedRequest } from '../../src/shared/reset';
import { startCluster, type TestCluster } from '../support/kafka';
import { startKafkaProxies, type Fate, type KafkaProxies } from '../support/kafka-proxy';

// A plan over three groups is carried out while things go wrong at moments that a seed chooses. Whatever happens, what is said must be true.

const OFFSET_COMMIT = 8;
const OFFSET_FETCH = 9;
const FIND_COORDINATOR = 10;
const PARTITIONS = 8; // the last one is not in the plan
const CALL_TIMEOUT_MS = 1_000;
const OLD = 20;
const NEW = 5;
const FOREIGN = 13;
const RUNS = Number(process.env['OFFSIGHT_RUNS'] ?? 40);
const SEED = Number(process.env['OFFSIGHT_SEED'] ?? Date.now() % 2 ** 31);

type Trouble =
  | { readonly kind: 'fate'; readonly fate: Fate }
  | { readonly kind: 'frozen'; readonly ms: number }
  | { readonly kind: 'killed' }
  | { readonly kind: 'member' }
  | { readonly kind: 'committer'; readonly group: number; readonly partition: number };
interface Moment {
  /** At the so-manieth request of that kind after the plan was checked. */
  readonly apiKey: number;
  readonly nth: number;
  readonly trouble: Trouble;
}

const fate = fc.constantFrom<Fate>('cut-before', 'cut-after', 'hold', 'hold-answer', 50, 300, 1_500);
const trouble = fc.oneof(
  { weight: 24, arbitrary: fate.map((of): Trouble => ({ kind: 'fate', fate: of })) },
  { weight: 4, arbitrary: fc.integer({ min: 200, max: 2_500 }).map((ms): Trouble => ({ kind: 'frozen', ms })) },
  { weight: 1, arbitrary: fc.constant<Trouble>({ kind: 'killed' }) },
  { weight: 3, arbitrary: fc.constant<Trouble>({ kind: 'member' }) },
  { weight: 6, arbitrary: fc.record({ group: fc.nat(2), partition: fc.nat(PARTITIONS - 2) }).map((at): Trouble => ({ kind: 'committer', ...at })) },
);
const moment: fc.Arbitrary<Moment> = fc.record({
  apiKey: fc.oneof({ weight: 4, arbitrary: fc.constant(OFFSET_COMMIT) }, { weight: 2, arbitrary: fc.constant(OFFSET_FETCH) }, { weight: 1, arbitrary: fc.constant(FIND_COORDINATOR) }),
  nth: fc.integer({ min: 1, max: 4 }),
  trouble,
});
const schedule = fc.record({ moments: fc.array(moment, { minLength: 1, maxLength: 3 }), cancelledAfter: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 6 }) });

let cluster: TestCluster;
let proxies: KafkaProxies;
let directory: string;
let runs = 0;

beforeAll(async () => {
  cluster = await startCluster({ brokers: 3 });
  await cluster.createTopic('orders', PARTITIONS, 3);
  for (let partition = 0; partition < PARTITIONS; partition += 1) await cluster.produce('orders', partition, 30);
  await cluster.commit('bystander', [{ topic: 'orders', partition: 0, offset: OLD }]);
  proxies = await startKafkaProxies(cluster.bootstrapServers);
  directory = mkdtempSync(join(tmpdir(), 'offsight-random-'));
}, 180_000);
afterAll(async () => {
  await proxies?.close();
  await cluster?.stop();
  if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
});

test(`${RUNS} runs with faults by seed ${SEED}: nothing is called applied that is not so, and nothing else moves`, async () => {
  const counts: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(schedule, async ({ moments, cancelledAfter }) => {
      for (const status of await carryOut(moments, cancelledAfter)) counts[status] = (counts[status] ?? 0) + 1;
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  );
  process.stdout.write(`seed ${SEED}: ${JSON.stringify(counts)}\n`);
  expect(counts['applied']).toBeGreaterThan(0);
  expect(new AuditLog(join(directory, 'audit.jsonl')).read().brokenAt).toBeNull();
}, 600_000);

/** One run; gives the statuses that were said. */
async function carryOut(moments: readonly Moment[], cancelledAfter: number | null): Promise<readonly string[]> {
  runs += 1;
  const groupIds = [1, 2, 3].map((index) => `run-${runs}-${index}`);
  await whileUnsettled(() => Promise.all(groupIds.map((group) => cluster.commit(group, Array.from({ length: PARTITIONS }, (_, partition) => ({ topic: 'orders', partition, offset: OLD }))))));
  const { client } = await openClient({ bootstrapServers: proxies.bootstrapServers, commandConfig: null }, { byHand: true, mayWrite: true });
  const controller = new AbortController();
  const calls = { signal: controller.signal, timeoutMs: CALL_TIMEOUT_MS };
  const journal = { audit: new AuditLog(join(directory, 'audit.jsonl')), snapshots: new SnapshotStore(directory) };
  const stage = new Stage(moments, groupIds);
  try {
    await client.connect(calls);
    const plan = await whileUnsettled(async () => {
      const made = await makePlan(client, requestOf(groupIds), 60_000, calls);
      if (made.groups.some(({ refusal, partitions }) => refusal !== null || partitions.some(({ problem }) => problem !== null))) throw new Error('not plannable yet');
      return made;
    });
    let commits = 0;
    proxies.decide((request) => {
      // Troubles begin with the first commit: before it nothing is at stake.
      if (request.apiKey === OFFSET_COMMIT) {
        commits += 1;
        if (commits === cancelledAfter) controller.abort();
      }
      return commits === 0 ? 'pass' : stage.decide(request.apiKey, request.nodeId);
    });
    const result = await executePlan(client, plan, { ...calls, journal, reason: '', onProgress: () => undefined }).catch((error: unknown) => error);
    if (result instanceof Error) throw result;
    proxies.decide(() => 'pass');
    await stage.over();
    await expectTrue(plan, result as ResetResult, stage);
    return (result as ResetResult).kind === 'done' ? (result as Extract<ResetResult, { kind: 'done' }>).groups.flatMap(({ outcomes }) => outcomes.map(({ status }) => status)) : ['refused'];
  } finally {
    proxies.decide(() => 'pass');
    client.close();
    await stage.over();
  }
}

/** Makes the troubles when their moments come, and waits for their ends. */
class Stage {
  /** `group/partition` that somebody else committed. */
  readonly foreign = new Set<string>();
  private readonly seen = new Map<number, number>();
  private readonly pending: Promise<unknown>[] = [];

  constructor(private readonly moments: readonly Moment[], private readonly groupIds: readonly string[]) {}

  decide(apiKey: number, nodeId: number): Fate {
    const nth = (this.seen.get(apiKey) ?? 0) + 1;
    this.seen.set(apiKey, nth);
    let chosen: Fate = 'pass';
    for (const { trouble: of } of this.moments.filter((each) => each.apiKey === apiKey && each.nth === nth)) {
      if (of.kind !== 'fate') chosen = this.make(of, nodeId);
      else chosen = of.fate;
      if (of.kind === 'fate' && typeof of.fate === 'number') this.pending.push(sleep(of.fate + 200));
    }
    return chosen;
  }

  async over(): Promise<void> {
    while (this.pending.length > 0) await this.pending.shift();
  }

  private make(of: Exclude<Trouble, { kind: 'fate' }>, nodeId: number): Fate {
    switch (of.kind) {
      case 'frozen':
        cluster.pauseBroker(nodeId);
        this.pending.push(sleep(of.ms).then(() => cluster.resumeBroker(nodeId)));
        return 'pass';
      case 'killed':
        this.pending.push(cluster.killBroker(nodeId).then(() => sleep(1_000)).then(() => cluster.restartBroker(nodeId)));
        return 50;
      case 'member': {
        const [group = ''] = this.groupIds;
        this.pending.push(
          cluster.startMembers({ group, topics: ['orders'], from: 'none', commits: false }).then(async (names) => {
            await sleep(500);
            await cluster.stopMembers(names);
          }),
        );
        return 300;
      }
      case 'committer': {
        const group = this.groupIds[of.group] ?? '';
        this.foreign.add(`${group}/${of.partition}`);
        // Kafka itself may be what is in trouble: then this one fails too.
        this.pending.push(cluster.commit(group, [{ topic: 'orders', partition: of.partition, offset: FOREIGN }]).catch(() => undefined));
        return 100;
      }
    }
  }
}

async function expectTrue(plan: ResetPlan, result: ResetResult, { foreign }: Stage): Promise<void> {
  const groupIds = plan.groups.map(({ groupId }) => groupId);
  // A broker that has just started answers OffsetFetch v10, which the Java client asks for, without the topics whose ids it does not know yet.
  const held = await whileUnsettled(async () => {
    const read = new Map((await cluster.committedOffsets(...groupIds, 'bystander')).map(({ groupId, partition, offset }) => [`${groupId}/${partition}`, offset]));
    if (read.size < groupIds.length * PARTITIONS + 1) throw new Error('not all of it yet');
    return read;
  });
  for (const key of ['bystander/0', ...groupIds.map((groupId) => `${groupId}/${PARTITIONS - 1}`)]) expect([key, held.get(key)]).toEqual([key, OLD]);
  if (result.kind === 'refused') {
    for (const [key, offset] of held) if (!foreign.has(key)) expect([key, offset]).toEqual([key, OLD]);
    return;
  }
  expect(result.auditFailure).toBeNull();
  expect(result.groups.map(({ groupId, outcomes }) => [groupId, outcomes.map(({ partition }) => partition)])).toEqual(groupIds.map((groupId) => [groupId, Array.from({ length: PARTITIONS - 1 }, (_, partition) => partition)]));
  for (const { groupId, outcomes } of result.groups) {
    for (const { partition, status, readBack, failure } of outcomes) {
      const key = `${groupId}/${partition}`;
      const what = [key, status, readBack, failure?.code ?? null];
      const possible = { applied: [NEW], failed: [OLD], skipped: [OLD], reverted: [OLD, NEW], unknown: [OLD, NEW] }[status];
      if (status !== 'unknown') expect([...what, readBack === null]).toEqual([...what, false]); // nobody takes commits away
      if (status === 'applied') expect([...what, readBack]).toEqual([...what, NEW]);
      if (status === 'reverted') expect([...what, foreign.has(key)]).toEqual([...what, true]);
      // Somebody else's commit may come before or after ours.
      expect(foreign.has(key) ? [...possible, OLD, NEW, FOREIGN] : possible, JSON.stringify(what)).toContain(held.get(key));
    }
  }
}

/** What is asked of Kafka right after a fault may fail for a while. */
async function whileUnsettled<Value>(act: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (attempt === 60) throw error;
      await sleep(500);
    }
  }
}

function requestOf(groupIds: readonly string[]): ResolvedRequest {
  return { groupIds, target: { kind: 'to-offset', offset: NEW }, scope: { kind: 'topics', topics: [{ topic: 'orders', partitions: Array.from({ length: PARTITIONS - 1 }, (_, partition) => partition) }] }, ownTargets: [], whenNoRecord: 'ask', createGroups: false };
}
