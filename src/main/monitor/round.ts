import type { ClusterClient } from '../kafka/cluster-client';
import { toFailure } from '../kafka/errors';
import { pollBroker } from './broker-poll';
import type { ClusterFacts } from './cluster-facts';
import { evaluateGroups } from './evaluation';
import { noteFailure } from './group-failures';
import { buildRows } from './group-structure';
import type { LogEndsPoll } from './log-ends-poll';
import { Slice } from './slice';
import { readMetadata } from './metadata-poll';

export interface RoundOptions {
  readonly signal: AbortSignal;
  /** Deadline of every call. */
  readonly timeoutMs: number;
  /** After this the round goes on without the brokers that have not answered; they catch up in a later one. */
  readonly patienceMs: number;
  readonly intervalMs: number;
}

/** What one round took. `requests` leaves connection set-up out. */
export interface RoundReport {
  readonly startedAt: number;
  readonly ms: number;
  readonly requests: number;
  readonly bytesIn: number;
  /** Brokers that answered their listing, of those in the newest Metadata. */
  readonly brokersAnswering: number;
  readonly brokers: number;
}

const LOG_START_EVERY_MS = 30_000;
const METADATA_EVERY_MS = 60_000;
/** While a broker is missing, so that its return is seen soon. */
const METADATA_EVERY_MISSING_MS = 5_000;

/**
 * One poll of a cluster: groups, their committed offsets and members from their coordinators; then log ends from the
 * leaders; then the verdicts. Each broker's part runs by itself: one that fails or is slow delays only what it has.
 * A broker still busy with an earlier round is not asked again. Never rejects; failures are in `facts`.
 */
export async function runRound(client: ClusterClient, facts: ClusterFacts, logEnds: LogEndsPoll, options: RoundOptions): Promise<RoundReport> {
  const startedAt = Date.now();
  const before = { ...client.traffic };
  facts.roundFailures.length = 0;
  const calls = { signal: options.signal, timeoutMs: options.timeoutMs };
  const metadata = isMetadataDue(facts) ? readMetadata(client, facts, calls) : null;
  if (facts.brokers.size === 0) await metadata;
  const live = [...facts.brokers.values()].filter((broker) => broker.live);
  const polls = live.map((broker) => exclusively(broker, 'polling', () => pollBroker(client, facts, broker, calls)));
  await within(options.patienceMs, Promise.all([metadata, ...polls]));
  dropVanishedGroups(facts);
  await buildDirtyRows(facts);
  await readMetadataOfUnseen(client, facts, calls);
  const startsDue = isLogStartDue(facts);
  await within(
    options.patienceMs,
    Promise.all(logEnds.leaders().map((nodeId) => exclusively(facts.broker(nodeId), 'readingEnds', () => logEnds.read(nodeId, startsDue, calls)))),
  );
  if (startsDue) {
    facts.logStartsReadAt = startedAt;
    facts.logStartsFor = facts.structureRevision;
  }
  await evaluateGroups(facts, startedAt, options.intervalMs);
  facts.members.endRound();
  dropOvertaken(facts);
  for (const broker of live) if (broker.polling && broker.failure === null) noteSlow(facts, broker.nodeId, options.patienceMs);
  return {
    startedAt,
    ms: Date.now() - startedAt,
    requests: client.traffic.requests - before.requests,
    bytesIn: client.traffic.bytesIn - before.bytesIn,
    brokersAnswering: live.filter((broker) => broker.state === 'answering').length,
    brokers: live.length,
  };
}

function isMetadataDue(facts: ClusterFacts): boolean {
  const missing = [...facts.brokers.values()].some((broker) => !broker.live);
  return facts.metadataDue || !(Date.now() - facts.metadataReadAt < (missing ? METADATA_EVERY_MISSING_MS : METADATA_EVERY_MS));
}

function isLogStartDue(facts: ClusterFacts): boolean {
  return !(Date.now() - facts.logStartsReadAt < LOG_START_EVERY_MS) || facts.logStartsFor !== facts.structureRevision;
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
async function readMetadataOfUnseen(client: ClusterClient, facts: ClusterFacts, calls: { signal: AbortSignal; timeoutMs: number }): Promise<void> {
  const unseen = facts.partitions.topics.filter((topic) => topic.status === 'unseen').map((topic) => topic.topic);
  if (unseen.length === 0 || facts.metadataFailure !== null) return;
  await readMetadata(client, facts, calls, unseen);
  await buildDirtyRows(facts);
}

/** A group that moved during the round failed at its old coordinator and was read at the new one: not a failure. */
function dropOvertaken(facts: ClusterFacts): void {
  const kept = facts.roundFailures.filter((failure) => {
    if (failure.code !== 'NOT_COORDINATOR') return true;
    const record = facts.groups.get(failure.scope.slice('group '.length));
    return record === undefined || record.offsetFailure !== null || record.descriptionFailure !== null;
  });
  facts.roundFailures.splice(0, facts.roundFailures.length, ...kept);
}

/** A group is gone when the broker that had it answered a complete listing without it, and no other lists it. */
function dropVanishedGroups(facts: ClusterFacts): void {
  for (const [groupId, record] of facts.groups) {
    const coordinator = facts.brokers.get(record.coordinatorId);
    if (coordinator === undefined || !coordinator.listedCompletely || coordinator.polling || coordinator.answeredAt === null) continue;
    if (record.listedAt >= coordinator.answeredAt) continue;
    const elsewhere = [...facts.brokers.values()].some((broker) => broker.live && !broker.listedCompletely);
    if (elsewhere) continue;
    facts.groups.delete(groupId);
    facts.structureChanged();
  }
}

function noteSlow(facts: ClusterFacts, nodeId: number, patienceMs: number): void {
  noteFailure(facts, {
    scope: `broker ${nodeId}`,
    code: 'SLOW',
    message: `Broker ${nodeId} has not answered within ${patienceMs} ms; figures of its groups are from before.`,
  });
}

/** Runs `act` unless the broker is still at it from an earlier round; a bug in it becomes a failure, not a crash. */
async function exclusively<Flag extends string>(busy: Record<Flag, boolean>, flag: Flag, act: () => Promise<void>): Promise<void> {
  if (busy[flag]) return;
  busy[flag] = true;
  try {
    await act();
  } finally {
    busy[flag] = false;
  }
}

/** Waits for the work, but no longer than this. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([work, patience]);
  } finally {
    clearTimeout(timer);
    work.catch((error: unknown) => toFailure('cluster', error));
  }
}
