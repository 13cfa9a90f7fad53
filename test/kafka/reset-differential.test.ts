import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClusterClient } from '../../src/main/kafka/cluster-client';
import { applyGroup } from '../../src/main/operations/carry-out/apply';
import { readOffsetsFile } from '../../src/main/operations/files/offsets-file';
import { makePlan } from '../../src/main/operations/plan/plan';
import { readPlanTimes } from '../../src/main/operations/plan/read-plan-times';
import type { ResetPlan, ResetScope, ResolvedTarget } from '../../src/shared/reset';
import { startCluster, type TestCluster } from '../support/kafka';
import { connectTo } from './support/cluster-client';
import { FIRST_AT, makeResetWorld, RECORD_EVERY_MS, WORLD_PROPERTIES } from './support/reset-world';

const TOOL = fileURLToPath(new URL('./ResetTool.java', import.meta.url));
const OPTIONS = { signal: new AbortController().signal, timeoutMs: 10_000 };
const SEED = 20_261_121;

/**
 * Where a plan differs from what kafka-consumer-groups.sh does, on purpose (docs/decisions/0008). Everything else must be the same offset.
 * - A time after a partition's last record: it goes to the log end without a word; we ask (NO_RECORD_AT_OR_AFTER) unless told to go there.
 * - A shift with a partition that has no commit: it refuses the whole run; we plan the others and say so of that one (NO_COMMITTED_OFFSET).
 */
const ASKED = 'NO_RECORD_AT_OR_AFTER';
const NOT_SHIFTED = 'NO_COMMITTED_OFFSET';

interface Case {
  readonly groups: readonly string[];
  readonly scope: ResetScope;
  readonly target: ResolvedTarget;
  /** Of Kafka's own tool, beside connection, group and scope. */
  readonly args: readonly string[];
  /** For --from-file. */
  readonly csv: string | null;
}

describe.each([
  { version: '4.3.0', groups: ['classic', 'consumer'], cases: 90 },
  { version: '3.9.1', groups: ['classic', 'classic-2'], cases: 25 },
  { version: '2.8.2', groups: ['classic', 'classic-2'], cases: 25 },
])('Kafka $version', ({ version, groups, cases: count }) => {
  let cluster: TestCluster;
  let client: ClusterClient;
  let directory: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'offsight-differential-'));
    cluster = await startCluster({ version, properties: WORLD_PROPERTIES });
    client = await connectTo(cluster);
    if (groups.includes('consumer')) {
      await cluster.createTopic('other');
      const names = await cluster.startMembers({ group: 'consumer', topics: ['other'], protocol: 'consumer', commits: false });
      await cluster.awaitGroup('consumer', { members: 1 });
      await cluster.stopMembers(names);
      await cluster.awaitGroup('consumer', { state: 'Empty', members: 0 });
    }
    await makeResetWorld(cluster, client, groups);
  }, 180_000);

  afterAll(async () => {
    client?.close();
    await cluster?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test.runIf(groups.includes('consumer'))('the groups are of both types', async () => {
    const types = (await cluster.listGroups()).filter(({ groupId }) => groups.includes(groupId)).map(({ groupId, groupType }) => [groupId, groupType]);
    expect(types.sort()).toEqual([['classic', 'classic'], ['consumer', 'consumer']]);
  });

  test(`${count} generated cases go where Kafka’s own tool goes`, async () => {
    const cases = fc.sample(caseOf(groups), { numRuns: count, seed: SEED });
    const file = join(directory, 'cases.json');
    writeFileSync(file, JSON.stringify(cases.map((each, index) => argumentsOf(each, cluster.bootstrapServers, join(directory, `${index}.csv`)))));
    const outputs = JSON.parse(await cluster.java(TOOL, [file])) as readonly string[];
    const asked = new Set<string>();
    const differences: object[] = [];
    const unread: object[] = [];
    let compared = 0;
    for (const [index, each] of cases.entries()) {
      const theirs = rowsOf(outputs[index] ?? '', each.groups);
      compared += theirs.length;
      const request = { groupIds: each.groups, target: each.csv === null ? each.target : await targetFrom(each.csv), scope: each.scope, ownTargets: [], createGroups: false } as const;
      const ours = await makePlan(client, { ...request, whenNoRecord: 'to-latest' }, 60_000, OPTIONS);
      unread.push(...ours.failures);
      const problems = problemsOf(ours);
      if (problems.has(NOT_SHIFTED)) {
        if (theirs.length > 0) differences.push({ args: each.args, theirs, ours: NOT_SHIFTED });
        asked.add(NOT_SHIFTED);
      } else if (JSON.stringify(offsetsOf(ours)) !== JSON.stringify(theirs)) differences.push({ args: each.args, groups: each.groups, scope: each.scope, csv: each.csv, theirs, ours: offsetsOf(ours), output: outputs[index] });
      for (const code of problemsOf(await makePlan(client, { ...request, whenNoRecord: 'ask' }, 60_000, OPTIONS))) asked.add(code);
    }
    expect(differences).toEqual([]);
    expect(unread).toEqual([]);
    expect(compared).toBeGreaterThan(count);
    expect([...asked].sort()).toEqual([NOT_SHIFTED, ASKED]);
  });

  test('what is applied is what Kafka’s own client sees, and the log tells of compaction and its times', async () => {
    const request = { groupIds: groups, target: { kind: 'to-earliest' }, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false } as const;
    const plan = await makePlan(client, request, 60_000, OPTIONS);
    const { times, failures } = await readPlanTimes(client, plan, OPTIONS);
    expect([failures, times.filter(({ topic }) => topic === 'orders').map(({ newAt }) => newAt)]).toEqual([[], groups.flatMap(() => [FIRST_AT, FIRST_AT + 20 * RECORD_EVERY_MS, FIRST_AT])]);
    expect(plan.groups.flatMap(({ partitions }) => partitions.flatMap(({ topic, warnings }) => (warnings.includes('compacted') ? [topic] : [])))).toEqual(groups.map(() => 'compacted'));
    for (const group of plan.groups) {
      expect(new Set((await applyGroup(client, group, OPTIONS, () => undefined)).map(({ status }) => status))).toEqual(new Set(['applied']));
      const seen = (await cluster.committedOffsets(group.groupId)).map(({ topic, partition, offset }) => [topic, partition, offset]);
      expect(new Set(seen.map((row) => JSON.stringify(row)))).toEqual(new Set(group.partitions.map(({ topic, partition, newOffset }) => JSON.stringify([topic, partition, newOffset]))));
    }
  });
});

function caseOf(groups: readonly string[]): fc.Arbitrary<Case> {
  const topics = { orders: 4, empty: 2, compacted: 1, ledger: 1 };
  const topic = fc.constantFrom(...(Object.keys(topics) as (keyof typeof topics)[])).chain((name) =>
    fc.oneof(fc.constant(null), fc.uniqueArray(fc.integer({ min: 0, max: topics[name] - 1 }), { minLength: 1 })).map((partitions) => ({ topic: name, partitions: partitions?.sort() ?? null })),
  );
  const scope: fc.Arbitrary<ResetScope> = fc.oneof(
    fc.constant({ kind: 'all-topics' } as const),
    fc.uniqueArray(topic, { minLength: 1, maxLength: 3, selector: (each) => each.topic }).map((chosen) => ({ kind: 'topics' as const, topics: chosen })),
  );
  const whose = fc.oneof(...groups.map((group) => fc.constant([group])), fc.constant([...groups]));
  return fc.tuple(whose, scope, targetOf()).map(([chosen, where, { target, args }]) => ({ groups: chosen, scope: target.kind === 'to-offsets' ? { kind: 'all-topics' } : where, target, args, csv: target.kind === 'to-offsets' ? csvOf(chosen, target) : null }));
}

function targetOf(): fc.Arbitrary<{ readonly target: ResolvedTarget; readonly args: readonly string[] }> {
  const offset = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constant(1_000_000_000_000));
  const by = fc.oneof(fc.integer({ min: -70, max: 70 }), fc.constantFrom(-1_000_000, 1_000_000));
  // Exactly a record's time, a millisecond beside it, before the first, after the last.
  const at = fc.tuple(fc.integer({ min: -5, max: 70 }), fc.constantFrom(-1, 0, 1)).map(([steps, beside]) => FIRST_AT + steps * RECORD_EVERY_MS + beside);
  // Half way between two records, since the tool looks at its clock later than we do.
  const ms = fc.integer({ min: -5, max: 70 }).map((steps) => Math.round((Date.now() - FIRST_AT - (steps + 0.5) * RECORD_EVERY_MS) / 1_000) * 1_000);
  const row = fc.tuple(fc.constantFrom(['orders', 0], ['orders', 1], ['orders', 2], ['orders', 3], ['compacted', 0], ['ledger', 0], ['empty', 1]), offset);
  return fc.oneof(
    fc.constantFrom('to-earliest', 'to-latest', 'to-current').map((kind) => ({ target: { kind } as ResolvedTarget, args: [`--${kind}`] })),
    offset.map((to) => ({ target: { kind: 'to-offset', offset: to } as const, args: ['--to-offset', String(to)] })),
    by.map((shift) => ({ target: { kind: 'shift-by', by: shift } as const, args: ['--shift-by', String(shift)] })),
    at.map((time) => ({ target: { kind: 'to-datetime', at: time } as const, args: ['--to-datetime', new Date(time).toISOString()] })),
    ms.map((duration) => ({ target: { kind: 'by-duration', ms: duration } as const, args: ['--by-duration', `PT${duration / 1_000}S`] })),
    fc.uniqueArray(row, { minLength: 1, selector: ([[topic, partition]]) => `${String(topic)}-${String(partition)}` }).map((rows) => ({
      target: { kind: 'to-offsets', origin: 'file', offsets: rows.map(([[topic, partition], to]) => ({ groupId: null, topic: String(topic), partition: Number(partition), offset: to, leaderEpoch: null, metadata: null })) } as const,
      args: [],
    })),
  );
}

/** The same offsets for each group as a file, which both sides read. */
function csvOf(groups: readonly string[], { offsets }: Extract<ResolvedTarget, { readonly kind: 'to-offsets' }>): string {
  return groups.flatMap((group) => offsets.map(({ topic, partition, offset }) => [...(groups.length > 1 ? [group] : []), topic, partition, offset].join(','))).join('\n');
}

async function targetFrom(csv: string): Promise<ResolvedTarget> {
  const read = await readOffsetsFile(csv);
  if (!read.ok) throw new Error(read.problem);
  return { kind: 'to-offsets', origin: 'file', offsets: read.offsets };
}

function argumentsOf({ groups, scope, args, csv }: Case, bootstrapServers: string, file: string): readonly string[] {
  if (csv !== null) writeFileSync(file, csv);
  const where = scope.kind === 'all-topics' ? ['--all-topics'] : scope.topics.flatMap(({ topic, partitions }) => ['--topic', partitions === null ? topic : `${topic}:${partitions.join(',')}`]);
  return ['--bootstrap-server', bootstrapServers, '--reset-offsets', ...groups.flatMap((group) => ['--group', group]), '--dry-run', '--export', ...(csv === null ? [...where, ...args] : ['--from-file', file])];
}

type Row = readonly [groupId: string, topic: string, partition: number, offset: number];

function offsetsOf({ groups }: ResetPlan): readonly Row[] {
  return groups.flatMap(({ groupId, partitions }) => partitions.flatMap(({ topic, partition, newOffset }): readonly Row[] => (newOffset === null ? [] : [[groupId, topic, partition, newOffset]]))).sort(byText);
}

function rowsOf(output: string, groups: readonly string[]): readonly Row[] {
  return [...output.matchAll(/^(?:"?([\w-]+)"?,)?"?(\w+)"?,(\d+),(\d+)$/gmu)].map(([, groupId, topic, partition, offset]): Row => [groupId ?? groups[0] ?? '', topic ?? '', Number(partition), Number(offset)]).sort(byText);
}

function byText(left: Row, right: Row): number {
  return JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
}

function problemsOf({ groups }: ResetPlan): ReadonlySet<string> {
  return new Set(groups.flatMap(({ partitions }) => partitions.flatMap(({ problem }) => (problem === null ? [] : [problem.code]))));
}
