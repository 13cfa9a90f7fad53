import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DecodeError } from '../../../src/main/kafka/protocol/decode-error';
import { OFFSET_FETCH, offsetFetchFrom } from '../../../src/main/kafka/protocol/apis/offset-fetch';
import { Reader } from '../../../src/main/kafka/protocol/reader';
import { Writer } from '../../../src/main/kafka/protocol/writer';
import { ClusterFacts } from '../../../src/main/monitor/cluster-facts';
import { applyDescription } from '../../../src/main/monitor/descriptions';
import { evaluateGroups } from '../../../src/main/monitor/evaluation';
import type { GroupRecord } from '../../../src/main/monitor/group-record';
import { applyCommitted, applyUnchanged, buildRows } from '../../../src/main/monitor/group-structure';
import { recallAnswers } from '../../../src/main/monitor/recall-answers';
import { memberOf } from './watched-group';

// What stands still is not worked out again. These tests hold a cluster that is watched so against one of which everything
// is read and worked out afresh at every round.

const TOPICS = ['a', 'b'];
const PARTITIONS = 3;
const GROUPS = ['g', 'h'];

/** What the brokers hold. */
interface World {
  /** By group, topic, partition: offset, or null for none. */
  readonly committed: Map<string, number | null>;
  readonly ends: Map<string, number>;
  readonly starts: Map<string, number>;
  readonly leaders: Map<string, number>;
  readonly errors: Map<string, number>;
  /** Whether the group has a member, which then owns topic a; without one unless told. */
  readonly manned: Map<string, boolean>;
}

class Watcher {
  readonly facts = new ClusterFacts();
  /** Groups whose part was not read at the last round. */
  unread = 0;

  constructor(private readonly fresh: boolean) {
    this.readMetadata({ committed: new Map(), ends: new Map(), starts: new Map(), leaders: new Map(), errors: new Map(), manned: new Map() });
    for (const groupId of GROUPS) this.facts.group(groupId, 1);
  }

  readMetadata({ leaders }: World): void {
    const facts = TOPICS.map((topic) => ({
      errorCode: 0, topic, topicId: null, internal: false, partition: Int32Array.from({ length: PARTITIONS }, (_, index) => index),
      leader: Int32Array.from({ length: PARTITIONS }, (_, index) => leaders.get(`${topic}-${index}`) ?? 1), errorCodes: new Int16Array(PARTITIONS),
    }));
    this.facts.partitions.applyMetadata(facts, null);
  }

  /** `cut`: the answer about committed offsets ends early. */
  async round(world: World, { cut, endsLate, dirty }: { readonly cut: boolean; readonly endsLate: boolean; readonly dirty: boolean }): Promise<void> {
    const { facts } = this;
    const startedAt = Date.now();
    if (dirty) for (const record of facts.groups.values()) record.rowsDirty = true;
    if (this.fresh) for (const record of facts.groups.values()) Object.assign(record, { answer: null, evaluatedFor: { commitsRevision: -1, endsRevision: -1 }, scan: null });
    for (const record of facts.groups.values()) this.describe(record, world.manned.get(record.groupId) === true, startedAt);
    const body = answerOf(world);
    const api = offsetFetchFrom(recallAnswers(facts, facts.broker(1)));
    this.unread = 0;
    try {
      const response = api.decode(new Reader(cut ? body.subarray(0, body.length - 3) : body), 9);
      for (const group of response.groups) {
        const record = facts.groups.get(group.groupId ?? '');
        if (record === undefined) throw new Error('not asked');
        if (group.unchanged) {
          applyUnchanged(record, startedAt + 1);
          this.unread += 1;
        } else applyCommitted(record, group.topics, response, facts.partitions, startedAt + 1);
      }
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      for (const record of facts.groups.values()) record.answer = null;
    }
    for (const record of facts.groups.values()) if (record.rowsDirty) buildRows(record, facts.partitions);
    if (!endsLate) this.readEnds(world, startedAt + 2);
    vi.setSystemTime(startedAt + 3);
    await evaluateGroups(facts, startedAt, 5_000);
  }

  private describe(record: GroupRecord, manned: boolean, at: number): void {
    const state = manned ? 'Stable' : 'Empty';
    if (record.groupState === state) return;
    record.rowsDirty = true;
    record.groupState = state;
    const members = manned ? [{ ...memberOf('m', []), subscription: ['a'], assignment: [{ topic: 'a', partitions: [0, 1, 2] }] }] : [];
    record.listedAt = at;
    applyDescription(record, { groupState: state, protocolType: 'consumer', assignor: 'range', groupEpoch: null, assignmentEpoch: null, members, failures: [] }, at);
  }

  private readEnds({ ends, starts, errors, leaders }: World, at: number): void {
    const { partitions } = this.facts;
    for (const topic of TOPICS) {
      const entry = partitions.find(topic);
      if (entry === undefined) throw new Error('unseen');
      for (let partition = 0; partition < PARTITIONS; partition += 1) {
        const name = `${topic}-${partition}`;
        if ((leaders.get(name) ?? 1) < 0) continue;
        partitions.takeError(entry, entry.base + partition, errors.get(name) ?? 0);
        if ((errors.get(name) ?? 0) !== 0) continue;
        partitions.takeStart(entry, entry.base + partition, starts.get(name) ?? 0);
        partitions.takeEnd(entry, entry.base + partition, ends.get(name) ?? 10, at);
      }
    }
  }

  /** All that a screen can see. */
  seen() {
    return [...this.facts.groups.values()].map(({ groupId, rows, totals, health, offsetFailure, committedAt, staleReason }) => {
      const { times, totals: history, commits, rows: samples } = this.facts.history.get(groupId) ?? { times: [], totals: [], commits: [], rows: [] };
      return { groupId, rows: { ...rows }, totals, health, offsetFailure, committedAt, staleReason, times, history, commits, samples: samples.map((sample) => (sample === null ? null : [...sample])) };
    });
  }
}

function answerOf({ committed }: World): Uint8Array {
  const writer = new Writer();
  writer.int32(0);
  writer.arrayCount(GROUPS.length, true);
  for (const groupId of GROUPS) {
    writer.string(groupId, true);
    writer.arrayCount(TOPICS.length, true);
    for (const topic of TOPICS) {
      writer.string(topic, true);
      const partitions = [...Array(PARTITIONS).keys()].filter((partition) => committed.get(`${groupId}/${topic}-${partition}`) !== null);
      writer.arrayCount(partitions.length, true);
      for (const partition of partitions) {
        writer.int32(partition);
        writer.int64(committed.get(`${groupId}/${topic}-${partition}`) ?? 4);
        writer.int32(0);
        writer.string('', true);
        writer.int16(0);
        writer.noTaggedFields();
      }
      writer.noTaggedFields();
    }
    writer.int16(0);
    writer.noTaggedFields();
  }
  writer.noTaggedFields();
  return writer.finish();
}

const partition = fc.tuple(fc.constantFrom(...TOPICS), fc.nat(PARTITIONS - 1)).map(([topic, index]) => `${topic}-${index}`);
const change = fc.oneof(
  fc.record({ kind: fc.constant('commit' as const), group: fc.constantFrom(...GROUPS), partition, to: fc.option(fc.nat(12), { freq: 4 }) }),
  fc.record({ kind: fc.constantFrom('end' as const, 'start' as const), partition, to: fc.nat(12) }),
  fc.record({ kind: fc.constant('leader' as const), partition, to: fc.constantFrom(1, -1) }),
  fc.record({ kind: fc.constant('error' as const), partition, to: fc.constantFrom(0, 29, 3) }),
  fc.record({ kind: fc.constant('manned' as const), group: fc.constantFrom(...GROUPS), to: fc.boolean() }),
);
const step = fc.record({
  changes: fc.array(change, { maxLength: 2 }),
  cut: fc.boolean(),
  endsLate: fc.boolean(),
  dirty: fc.boolean(),
  usual: fc.integer({ min: 0, max: 3 }),
  passes: fc.constantFrom(5_000, 5_000, 40_000, 200_000),
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.spyOn(Math, 'random').mockReturnValue(0); // when samples are thinned out
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('whatever changes between rounds, what is not worked out again is what it would be', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), async (steps) => {
      const world: World = { committed: new Map(), ends: new Map(), starts: new Map(), leaders: new Map(), errors: new Map(), manned: new Map() };
      const [watched, afresh] = [new Watcher(false), new Watcher(true)];
      let now = 1_000_000;
      for (const { changes, cut, endsLate, dirty, usual, passes } of steps) {
        for (const made of changes) {
          if (made.kind === 'manned') world.manned.set(made.group, made.to);
          else if (made.kind === 'commit') world.committed.set(`${made.group}/${made.partition}`, made.to);
          else ({ end: world.ends, start: world.starts, leader: world.leaders, error: world.errors })[made.kind].set(made.partition, made.to);
        }
        const told = changes.some(({ kind }) => kind === 'leader');
        for (const watcher of [watched, afresh]) {
          vi.setSystemTime(now);
          if (told) watcher.readMetadata(world);
          await watcher.round(world, { cut: usual === 0 && cut, endsLate: usual === 1 && endsLate, dirty: usual === 2 && dirty });
        }
        expect(watched.seen()).toEqual(afresh.seen());
        now += passes;
      }
    }),
    { numRuns: 300 },
  );
});

test('a group that has committed nothing since is not read again, and its lag is of now', async () => {
  const world: World = { committed: new Map(), ends: new Map(), starts: new Map(), leaders: new Map(), errors: new Map(), manned: new Map() };
  const watcher = new Watcher(false);
  const unread: number[] = [];
  for (let now = 1_000_000; unread.length < 4; now += 5_000) {
    vi.setSystemTime(now);
    if (unread.length === 3) world.committed.set('g/a-1', 6);
    await watcher.round(world, { cut: false, endsLate: false, dirty: false });
    unread.push(watcher.unread);
    expect([...(watcher.facts.groups.get('h')?.rows.sampledAt ?? [])]).toEqual(Array(6).fill(now + 1));
  }
  expect(unread).toEqual([0, 0, 2, 1]);
  expect(watcher.facts.groups.get('g')?.totals.totalLag).toBe(34);
});

test('an answer that ends within a group that was remembered is an error', () => {
  const body = answerOf({ committed: new Map(), ends: new Map(), starts: new Map(), leaders: new Map(), errors: new Map(), manned: new Map() });
  const whole = OFFSET_FETCH.decode(new Reader(body), 9);
  expect(whole.groups.map(({ unchanged }) => unchanged)).toEqual([false, false]);
  let kept: Uint8Array | null = null;
  const remembering = offsetFetchFrom({ recall: () => null, remember: (groupId, bytes) => void (groupId === 'h' && (kept = new Uint8Array(bytes))) });
  remembering.decode(new Reader(body), 9);
  const recalling = offsetFetchFrom({ recall: (groupId) => (groupId === 'h' ? kept : null), remember: () => undefined });
  expect(recalling.decode(new Reader(body), 9).groups.map(({ unchanged }) => unchanged)).toEqual([false, true]);
  for (let cut = 1; cut < 40; cut += 1) expect(() => recalling.decode(new Reader(body.subarray(0, body.length - cut)), 9)).toThrow(DecodeError);
});
