import type { ClusterFacts } from './cluster-facts';
import type { GroupRecord } from './group-record';

/** Less is drift of the clock and its correction, which durations bear. */
const SHORTEST_STEP_MS = 1_000;

/**
 * Where the computer's clock was set back since the last call for these facts, every epoch stamp in them goes back by as
 * much: what was read before would otherwise look newer than what is read now, and hold it off. Durations stay
 * true. Where it went forward, the stamps stay, since it may as well be that the computer slept; the time between was not
 * watched (`leaptAt`).
 */
export function followClock(facts: ClusterFacts): void {
  const ahead = Date.now() - performance.now();
  const by = Number.isNaN(facts.clockAhead) ? 0 : facts.clockAhead - ahead;
  facts.clockAhead = ahead;
  if (by >= SHORTEST_STEP_MS) setBack(facts, Math.round(by));
  else if (by <= -SHORTEST_STEP_MS) facts.leaptAt = Date.now();
}

/** Epoch ms of now, by the clock that the stamps in `facts` follow. */
export function epochNow(facts: ClusterFacts): number {
  followClock(facts);
  return Date.now();
}

/** Tells `at` (epoch ms, as good as from now) at any later time, gone back as far as the stamps in `facts` have meanwhile. */
export function stampOf(facts: ClusterFacts, at: number): () => number {
  const before = facts.setBackMs;
  return () => at - (facts.setBackMs - before);
}

function setBack(facts: ClusterFacts, by: number): void {
  facts.setBackMs += by;
  shiftColumn(facts.partitions.endAskedAt, by);
  for (const broker of facts.brokers.values()) {
    broker.completeListingAskedAt -= by;
    if (broker.answeredAt !== null) broker.answeredAt -= by;
  }
  for (const record of facts.groups.values()) shiftGroup(record, by);
  facts.newestRoundAt -= by;
  facts.leaptAt -= by;
  if (facts.sampledAt !== null) facts.sampledAt -= by;
  facts.history.shift(by);
}

function shiftGroup(record: GroupRecord, by: number): void {
  const { rows, health } = record;
  for (const column of [rows.sampledAt, rows.commitChangedAt, rows.commitBeforeLook, rows.laggingSince]) shiftColumn(column, by);
  record.scan = null;
  record.listedAt -= by;
  record.movedAt -= by;
  record.committedAt -= by;
  record.readBeforeLookAt -= by;
  record.ownersReadAt -= by;
  record.firstCommittedAt -= by;
  record.sampledAt -= by;
  record.describedAt -= by;
  record.firstDescribedAt -= by;
  record.assignmentSeenAt -= by;
  record.seenEmptyAt -= by;
  record.rebalances?.shift(by);
  if (record.departure !== null) record.departure = { ...record.departure, at: record.departure.at - by, settledAt: record.departure.settledAt - by };
  if (record.missingSince !== null) record.missingSince -= by;
  if (record.verdictSince !== null) record.verdictSince -= by;
  record.pastVerdicts = record.pastVerdicts.map(({ verdict, since, until }) => ({ verdict, since: since - by, until: until - by }));
  if (health.since !== null) record.health = { ...health, since: health.since - by };
  record.events.forEach((event, index) => {
    record.events[index] = { ...event, at: event.at - by };
  });
}

/** NaN stays NaN. */
function shiftColumn(stamps: Float64Array, by: number): void {
  for (let index = 0; index < stamps.length; index += 1) stamps[index] = (stamps[index] ?? NaN) - by;
}
