import type { PartitionPace, PartitionPaces } from '../../../shared/partition-pace';
import type { ClusterFacts } from '../cluster-facts';
import type { GroupRecord } from '../group-record';
import type { PaceSample } from '../pace-samples';

/** Over less time, a pace is mostly the rhythm of commits. */
const SHORTEST_MS = 60_000;
const BEHIND_SECONDS = 10;
/** Lag is kept to seven digits: as good as nothing, records per second. */
const LEAST_STEP = 0.5;

interface Position {
  readonly committed: number;
  readonly lag: number;
}

/** How fast the group's partitions have been written to and read since the oldest sample that is kept, some minutes ago. */
export function partitionPaces({ history, partitions }: ClusterFacts, { groupId, rows, sampledAt }: GroupRecord): PartitionPaces {
  const oldest = history.get(groupId)?.paces[0];
  const paces = new Map<string, Map<number, PartitionPace>>();
  const seconds = (sampledAt - (oldest?.at ?? NaN)) / 1_000;
  if (oldest === undefined || !(seconds * 1_000 >= SHORTEST_MS)) return paces;
  const placeOf = placesOf(oldest);
  rows.topic.forEach((topic, row) => {
    const partition = rows.partition[row] ?? -1;
    const place = placeOf.get(topic)?.get(partition) ?? -1;
    const pace = paceBetween({ committed: oldest.committed[place] ?? NaN, lag: oldest.lag[place] ?? NaN }, { committed: rows.committed[row] ?? NaN, lag: rows.lag[row] ?? NaN }, seconds);
    const name = partitions.topics[topic]?.topic;
    if (pace === null || name === undefined) return;
    const ofTopic = paces.get(name) ?? new Map<number, PartitionPace>();
    paces.set(name, ofTopic);
    ofTopic.set(partition, pace);
  });
  return paces;
}

/** Null where it is not known, or offsets went back: they were reset, or the topic was made anew. */
function paceBetween(then: Position, now: Position, seconds: number): PartitionPace | null {
  const readPerSecond = (now.committed - then.committed) / seconds;
  const producedPerSecond = readPerSecond + (now.lag - then.lag) / seconds;
  if (!(then.committed >= 0 && readPerSecond >= 0 && producedPerSecond > -LEAST_STEP)) return null;
  const waits = readPerSecond * BEHIND_SECONDS;
  return { producedPerSecond: Math.max(0, producedPerSecond), readPerSecond, isBehind: readPerSecond > 0 && then.lag > waits && now.lag > waits };
}

function placesOf({ topic, partition }: PaceSample): ReadonlyMap<number, ReadonlyMap<number, number>> {
  const places = new Map<number, Map<number, number>>();
  topic.forEach((index, place) => {
    const ofTopic = places.get(index) ?? new Map<number, number>();
    places.set(index, ofTopic);
    ofTopic.set(partition[place] ?? -1, place);
  });
  return places;
}
