import type { Failure } from '../../../shared/failure';
import type { PlanTimes, PositionTimes } from '../../../shared/plan-times';
import type { ResetPlan } from '../../../shared/reset';
import { formatCount } from '../../../shared/text';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { readFirstRecords, type FoundRecord, type LogOffset } from '../read/read-first-records';
import { TopicPartitionMap } from '../read/topic-partition-map';

type Found = FoundRecord | Failure | null;
const MOST_NAMED = 3;

/**
 * Times of the first records at or after the old and the new positions of a plan: what was, or will be, read next. Reads without a
 * group and commits nothing. Rejects with KafkaFailure if the cluster cannot be read at all, or when cancelled.
 */
export async function readPlanTimes(client: ClusterClient, plan: ResetPlan, options: CallOptions): Promise<PlanTimes> {
  const metadata = await client.readMetadata([...new Set(plan.groups.flatMap(({ partitions }) => partitions.map(({ topic }) => topic)))], options);
  const found = new TopicPartitionMap<Map<number, Found>>();
  for (const layer of layersOf(plan)) {
    const read = await readFirstRecords(client, metadata, layer, options);
    for (const { topic, partition, offset } of layer) {
      const ofPartition = found.get(topic, partition) ?? new Map<number, Found>();
      found.set(topic, partition, ofPartition);
      ofPartition.set(offset, read.get(topic, partition) ?? null);
    }
  }
  const times: PositionTimes[] = [];
  const failures: Failure[] = [];
  for (const { groupId, partitions } of plan.groups) {
    for (const { topic, partition, oldOffset, newOffset } of partitions) {
      const at = (offset: number | null): Found => (offset === null ? null : (found.get(topic, partition)?.get(offset) ?? null));
      const [old, now] = [at(oldOffset), at(newOffset)];
      for (const each of [old, now]) if (each !== null && 'code' in each && !failures.includes(each)) failures.push(each);
      const newLeaderEpoch = now === null || 'code' in now || now.offset !== newOffset ? null : now.leaderEpoch;
      times.push({ groupId, topic, partition, oldAt: timeOf(old), newAt: timeOf(now), newLeaderEpoch });
    }
  }
  return { times, failures: combined(failures) };
}

/**
 * The plan with the leader epochs that were found of target records; it goes where it went. Kafka tells them of log start, log end and
 * times at once, of other offsets only the records themselves do.
 */
export function withLeaderEpochs(plan: ResetPlan, { times }: PlanTimes): ResetPlan {
  const epochs = new Map(times.flatMap(({ groupId, topic, partition, newLeaderEpoch }) => (newLeaderEpoch === null ? [] : [[JSON.stringify([groupId, topic, partition]), newLeaderEpoch]])));
  return {
    ...plan,
    groups: plan.groups.map((group) => ({
      ...group,
      partitions: group.partitions.map((partition) => ({ ...partition, newLeaderEpoch: partition.newLeaderEpoch ?? epochs.get(JSON.stringify([group.groupId, partition.topic, partition.partition])) ?? null })),
    })),
  };
}

/** A fetch names a partition once: its second position goes into the next layer. */
function layersOf({ groups }: ResetPlan): readonly (readonly LogOffset[])[] {
  const wanted = new TopicPartitionMap<Set<number>>();
  for (const { partitions } of groups) {
    for (const { topic, partition, oldOffset, newOffset } of partitions) {
      const offsets = wanted.get(topic, partition) ?? new Set<number>();
      wanted.set(topic, partition, offsets);
      for (const offset of [oldOffset, newOffset]) if (offset !== null) offsets.add(offset);
    }
  }
  const layers: LogOffset[][] = [];
  for (const { topic, partition, value } of wanted.sorted()) [...value].forEach((offset, layer) => (layers[layer] ??= []).push({ topic, partition, offset }));
  return layers;
}

function timeOf(found: Found): number | null {
  return found === null || 'code' in found ? null : found.timestamp;
}

/** One for each reason: a leader that is away fails thousands alike. */
function combined(failures: readonly Failure[]): readonly Failure[] {
  const byCode = new Map<string, Failure[]>();
  for (const failure of failures) byCode.set(failure.code, [...(byCode.get(failure.code) ?? []), failure]);
  return [...byCode.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined || alike.length <= MOST_NAMED) return alike;
    return [{ ...first, scope: `${first.scope} and ${formatCount(alike.length - 1)} more`, message: `${first.message} So it is of ${formatCount(alike.length - 1)} more partitions.` }];
  });
}
