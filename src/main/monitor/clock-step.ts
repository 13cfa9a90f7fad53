import type { ClusterFacts } from './cluster-facts';
import type { GroupRecord } from './group-record';

/** Less is drift of the clock and its correction, which durations bear. */
const SHORTEST_STEP_MS = 1_000;

/**
 * Where the computer's clock was set back since the last call for these facts, every epoch stamp in them goes back by as
 * much: what was read before would otherwise look newer than what is read now, and hold it off. Durations stay
 * true. A clock that goes forward is left: it may as well be that the computer slept. Returns by how many ms the stamps
 * went back; 0 nearly always.
 */
export function followClock(facts: ClusterFacts): number {
  const ahead = Date.now() - performance.now();
  const by = Number.isNaN(facts.clockAhead) ? 0 : facts.clockAhead - ahead;
  facts.clockAhead = ahead;
  if (by < SHORTEST_STEP_MS) return 0;
  const setBack = Math.round(by);
  shiftColumn(facts.partitions.endAskedAt, setBack);
  for (const broker of facts.brokers.values()) {
    broker.completeListingAskedAt -= setBack;
    if (broker.answeredAt !== null) broker.answeredAt -= setBack;
  }
  for (const record of facts.groups.values()) shiftGroup(record, setBack);
  facts.newestRoundAt -= setBack;
  facts.history.shift(setBack);
  return setBack;
}

function shiftGroup(record: GroupRecord, by: number): void {
  const { rows, health } = record;
  for (const column of [rows.sampledAt, rows.commitChangedAt, rows.laggingSince]) shiftColumn(column, by);
  record.listedAt -= by;
  record.movedAt -= by;
  record.committedAt -= by;
  record.firstCommittedAt -= by;
  record.sampledAt -= by;
  if (record.missingSince !== null) record.missingSince -= by;
  if (record.verdictSince !== null) record.verdictSince -= by;
  if (health.since !== null) record.health = { ...health, since: health.since - by };
  record.events.forEach((event, index) => {
    record.events[index] = { ...event, at: event.at - by };
  });
}

/** NaN stays NaN. */
function shiftColumn(stamps: Float64Array, by: number): void {
  for (let index = 0; index < stamps.length; index += 1) stamps[index] = (stamps[index] ?? NaN) - by;
}
