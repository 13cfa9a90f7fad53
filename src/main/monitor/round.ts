import type { Failure } from '../../shared/failure';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { toFailure } from '../kafka/errors';
import type { Ahead } from './ahead';
import { pollBroker } from './broker-poll';
import { epochNow, stampOf } from './clock-step';
import type { BrokerFacts, ClusterFacts } from './cluster-facts';
import { NOT_READ, evaluateGroups } from './evaluation';
import type { GroupRecord } from './group-record';
import { buildRows } from './group-structure';
import { noteLimits } from './limits';
import type { LogEndsPoll } from './log-ends-poll';
import { readShareOffsets, shareOffsetsFailure } from './share-offsets';
import { isMetadataDue, readMetadata } from './metadata-poll';
import { Slice } from './slice';
import { dropVanishedGroups } from './vanished-groups';
import { begin, waitFor } from './work';

export interface RoundOptions {
  readonly signal: AbortSignal;
  /** Deadline of every call. */
  readonly timeoutMs: number;
  /** After this the round goes on without the brokers that have not answered; they catch up in a later one. */
  readonly patienceMs: number;
  readonly intervalMs: number;
}

/** What one round took. `requests` leaves connection set-up and looks at single groups out. */
export interface RoundReport {
  readonly startedAt: number;
  readonly ms: number;
  readonly requests: number;
  readonly bytesIn: number;
  /** Brokers that answered their listing in this round, of those in the newest Metadata. */
  readonly brokersAnswering: number;
  /** Brokers whose poll is still under way. */
  readonly brokersSlow: number;
  readonly brokers: number;
}

const LOG_START_EVERY_MS = 30_000;
/** Topics in one Metadata request; more are asked for in the next rounds. */
const MOST_ASKED_BY_NAME = 10_000;

/**
 * One poll of a cluster: groups, their committed offsets and members from their coordinators; then log ends from the
 * leaders, unless they were read in line with the committed offsets; then the verdicts. Each broker's part runs by itself: one that fails or is slow delays only what it has.
 * A broker still busy with an earlier round is not asked again. Never rejects; failures are in `facts`.
 */
export async function runRound(client: ClusterClient, facts: ClusterFacts, logEnds: LogEndsPoll, options: RoundOptions): Promise<RoundReport> {
  const startedAt = stampOf(facts, epochNow(facts));
  const begunAt = performance.now();
  const before = { ...client.traffic, looks: facts.looks };
  const { signal, timeoutMs, patienceMs } = options;
  const calls = { signal, timeoutMs };
  if (isMetadataDue(facts)) begin(facts.readingMetadata, patienceMs, () => readMetadata(client, facts, calls), noting(facts, 'cluster'));
  if (facts.brokers.size === 0) await facts.readingMetadata.running;
  const live = [...facts.brokers.values()].filter((broker) => broker.live);
  for (const broker of live) {
    const onBug = noting(facts, `broker ${broker.nodeId}`);
    begin(broker.poll, patienceMs, () => {
      const plan = logEnds.planOf(broker.nodeId);
      const readBehind = (lane: number, ahead: Ahead): void => {
        const work = broker.readingInLine[lane];
        if (work !== undefined && plan?.inLine === true) begin(work, patienceMs, () => logEnds.readBehind(broker.nodeId, plan.parts.filter((part) => part.lane === lane), ahead, calls), onBug);
      };
      return pollBroker(client, facts, broker, plan?.groups ?? [], calls, readBehind);
    }, onBug);
  }
  const shared = beginShareOffsets(client, facts, live, calls, patienceMs, new Set());
  await waitFor(live.map(({ poll }) => poll), [facts.readingMetadata], patienceMs);
  await waitFor([], live.map((broker) => broker.readingShareOffsets), patienceMs);
  // Of what was listed only now.
  beginShareOffsets(client, facts, live, calls, patienceMs, shared);
  await waitFor([], live.map((broker) => broker.readingShareOffsets), patienceMs);
  dropVanishedGroups(facts);
  await buildDirtyRows(facts);
  await readMetadataOfUnseen(client, facts, calls, patienceMs);
  await readLogEnds(facts, logEnds, startedAt, calls, patienceMs);
  for (const broker of live) broker.slow = broker.poll.running === null ? null : slowFailure(broker, patienceMs);
  await evaluateGroups(facts, startedAt(), options.intervalMs);
  facts.members.endRound();
  facts.newestRoundAt = startedAt();
  noteStale(facts, live);
  noteLimits(facts);
  facts.publishFailures((failure) => isSettled(facts, failure));
  return {
    startedAt: startedAt(),
    ms: Math.round(performance.now() - begunAt),
    requests: client.traffic.requests - before.requests - (facts.looks - before.looks),
    bytesIn: client.traffic.bytesIn - before.bytesIn,
    brokersAnswering: live.filter(({ state, answeredAt }) => state === 'answering' && answeredAt !== null && answeredAt >= startedAt()).length,
    brokersSlow: live.filter(({ slow }) => slow !== null).length,
    brokers: live.length,
  };
}

/** Of the share groups that are not in `asked`; returns those and `asked`. */
function beginShareOffsets(client: ClusterClient, facts: ClusterFacts, live: readonly BrokerFacts[], calls: CallOptions, patienceMs: number, asked: ReadonlySet<GroupRecord>): ReadonlySet<GroupRecord> {
  const wanted = [...facts.groups.values()].filter((record) => record.groupType === 'share' && !asked.has(record));
  for (const broker of live) {
    const own = wanted.filter((record) => record.coordinatorId === broker.nodeId);
    if (own.length > 0) begin(broker.readingShareOffsets, patienceMs, () => readShareOffsets(client, facts, broker, own, calls), noting(facts, `broker ${broker.nodeId}`));
  }
  return new Set([...asked, ...wanted]);
}

async function buildDirtyRows(facts: ClusterFacts): Promise<void> {
  const slice = new Slice();
  for (const record of facts.groups.values()) {
    if (!record.rowsDirty) continue;
    buildRows(record, facts.partitions);
    facts.structureChanged();
    if (slice.isUsedUp) await slice.breathe();
  }
}

/** Topics that groups name but the full Metadata does not: asked by name, the broker says gone or not authorised. */
async function readMetadataOfUnseen(client: ClusterClient, facts: ClusterFacts, calls: CallOptions, patienceMs: number): Promise<void> {
  const asked = facts.partitions.toAskByName(MOST_ASKED_BY_NAME);
  if (asked.length === 0 || facts.metadataFailure !== null) return;
  begin(facts.readingUnseen, patienceMs, () => readMetadata(client, facts, calls, asked), noting(facts, 'cluster'));
  await waitFor([], [facts.readingUnseen], patienceMs);
  await buildDirtyRows(facts);
}

async function readLogEnds(facts: ClusterFacts, logEnds: LogEndsPoll, since: () => number, calls: CallOptions, patienceMs: number): Promise<void> {
  const structure = facts.structureRevision;
  const startsDue = !(performance.now() - facts.logStartsReadAt < LOG_START_EVERY_MS) || facts.logStartsFor !== structure;
  const leaders = logEnds.leaders().map((nodeId) => facts.broker(nodeId));
  for (const { nodeId, readingInLine, readingEnds } of leaders) {
    const read = async (): Promise<void> => {
      await Promise.all(readingInLine.map(({ running }) => running));
      await logEnds.read(nodeId, since(), startsDue, calls);
    };
    begin(readingEnds, patienceMs, read, noting(facts, `broker ${nodeId}`));
  }
  await waitFor(leaders.map(({ readingEnds }) => readingEnds), [], patienceMs);
  if (!startsDue) return;
  facts.logStartsReadAt = performance.now();
  facts.logStartsFor = structure;
}

/** What left old figures in this round, said in this round: not when its call has run out of time. */
function noteStale(facts: ClusterFacts, live: readonly BrokerFacts[]): void {
  for (const broker of live) {
    if (broker.slow !== null) {
      facts.note(broker.failure ?? broker.slow);
      continue;
    }
    const shared = shareOffsetsFailure(broker);
    if (shared !== null) facts.note(shared);
    if (broker.readingEnds.running !== null) facts.note(slowEndsFailure(broker));
  }
  const gone = new Set<number>();
  for (const { staleReason: reason, coordinatorId } of facts.groups.values()) {
    if (reason === null) continue;
    gone.add(coordinatorId);
    if (reason.code === NOT_READ) facts.note(reason);
  }
  for (const nodeId of gone) {
    const broker = facts.brokers.get(nodeId);
    if (broker?.live === false && broker.failure !== null) facts.note(broker.failure);
  }
}

/** Of a group that moved during the round its old coordinator knew nothing any more, but the new one did; of one that went, nothing is to be known. */
function isSettled(facts: ClusterFacts, { scope, code }: Failure): boolean {
  if (!scope.startsWith('group ')) return false;
  const record = facts.groups.get(scope.slice('group '.length));
  if (record === undefined || record.missingSince !== null) return true;
  return code === 'NOT_COORDINATOR' && record.offsetFailure === null && record.descriptionFailure === null;
}

function slowFailure({ nodeId }: BrokerFacts, patienceMs: number): Failure {
  return { scope: `broker ${nodeId}`, code: 'SLOW', message: `Broker ${nodeId} has not answered within ${patienceMs} ms; figures of its groups are from before.` };
}

function slowEndsFailure({ nodeId }: BrokerFacts): Failure {
  return { scope: `broker ${nodeId}`, code: 'LOG_ENDS_SLOW', message: `Broker ${nodeId} has not told the log ends of the partitions that it leads in time; lags there are from before.` };
}

function noting(facts: ClusterFacts, scope: string): (error: unknown) => void {
  return (error) => facts.note(toFailure(scope, error));
}
