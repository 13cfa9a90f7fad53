import type { KafkaApi } from '../kafka/protocol/api';
import { LIST_OFFSETS, type ListOffsetsRequest, type ListOffsetsResponse } from '../kafka/protocol/apis/list-offsets';
import { Writer } from '../kafka/protocol/writer';
import type { ClusterFacts } from './cluster-facts';
import type { GroupRecord } from './group-record';
import { planLanes, type LanePlan, type Led } from './lane-plan';

export type KeptApi = KafkaApi<ListOffsetsRequest, ListOffsetsResponse>;

/** What one leader is asked in one ListOffsets request. */
export interface Part {
  readonly lane: number;
  readonly topics: ListOffsetsRequest['topics'];
  /** Every group that has rows of these topics, if they are all asked about on this lane; null: they are not. */
  readonly groups: readonly GroupRecord[] | null;
  readonly latest: KeptApi;
  readonly earliest: KeptApi;
  /** Epoch ms as of which its log ends were last read, those of refused partitions included; NaN: not yet. */
  readAt: () => number;
}

/** How one broker is asked in a round. */
export interface BrokerPlan extends LanePlan {
  readonly parts: readonly Part[];
}

/** By broker. Parts of `former` that would be made alike are taken over, with what they keep. */
export function planRound(facts: ClusterFacts, isFar: (nodeId: number) => boolean, former: ReadonlyMap<number, BrokerPlan>): ReadonlyMap<number, BrokerPlan> {
  const wanted = wantedOfLeaders(facts);
  const lanes = planLanes(facts, new Map([...wanted].map(([nodeId, topics]) => [nodeId, ledOf(topics)])), isFar);
  return new Map(
    [...lanes].map(([nodeId, plan]) => {
      const kept = former.get(nodeId)?.parts ?? [];
      return [nodeId, { ...plan, parts: partsOf(wanted.get(nodeId) ?? [], plan).map((part) => kept.find((known) => isAlike(known, part)) ?? part) }];
    }),
  );
}

interface Wanted {
  readonly index: number;
  readonly topic: string;
  readonly partitions: number[];
}

function wantedOfLeaders(facts: ClusterFacts): ReadonlyMap<number, readonly Wanted[]> {
  const { topics, leader } = facts.partitions;
  const wanted = wantedSlots(facts);
  const byLeader = new Map<number, Wanted[]>();
  topics.forEach(({ topic, status, base, partitions }, index) => {
    if (status !== 'present') return;
    for (let partition = 0; partition < partitions; partition += 1) {
      const nodeId = leader[base + partition] ?? -1;
      if (wanted[base + partition] !== 1 || nodeId < 0) continue;
      const asked = byLeader.get(nodeId) ?? [];
      if (asked.length === 0) byLeader.set(nodeId, asked);
      const last = asked[asked.length - 1];
      if (last !== undefined && last.index === index) last.partitions.push(partition);
      else asked.push({ index, topic, partitions: [partition] });
    }
  });
  return byLeader;
}

/** By slot of the partition table: 1 where some group has a row. */
function wantedSlots(facts: ClusterFacts): Uint8Array {
  const { topics, leader } = facts.partitions;
  const wanted = new Uint8Array(leader.length);
  for (const { rows } of facts.groups.values()) {
    for (let row = 0; row < rows.count; row += 1) {
      const topic = topics[rows.topic[row] ?? 0];
      const partition = rows.partition[row] ?? -1;
      if (topic !== undefined && partition >= 0 && partition < topic.partitions) wanted[topic.base + partition] = 1;
    }
  }
  return wanted;
}

function ledOf(wanted: readonly Wanted[]): Led {
  return { topics: wanted.map(({ index }) => index), partitions: wanted.reduce((sum, { partitions }) => sum + partitions.length, 0) };
}

function partsOf(wanted: readonly Wanted[], { groups, laneOf, inLine }: LanePlan): readonly Part[] {
  const lanes = new Map<number, Wanted[]>();
  for (const topic of wanted) {
    const lane = laneOf.get(topic.index) ?? 0;
    const own = lanes.get(lane) ?? [];
    if (own.length === 0) lanes.set(lane, own);
    own.push(topic);
  }
  return [...lanes].map(([lane, own]) => ({
    lane,
    topics: own.map(({ topic, partitions }) => ({ topic, partition: Int32Array.from(partitions) })),
    groups: inLine ? (groups[lane] ?? []).flat() : null,
    latest: keepingBody(),
    earliest: keepingBody(),
    readAt: () => NaN,
  }));
}

function isAlike(one: Part, other: Part): boolean {
  if (one.lane !== other.lane || !isEqual(one.groups ?? [], other.groups ?? []) || one.topics.length !== other.topics.length) return false;
  return one.topics.every(({ topic, partition }, index) => topic === other.topics[index]?.topic && isEqual(partition, other.topics[index].partition));
}

function isEqual<Value>(one: ArrayLike<Value>, other: ArrayLike<Value>): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) return false;
  return true;
}

/** ListOffsets that encodes its body once per version and then sends the same bytes. */
function keepingBody(): KeptApi {
  const bodies = new Map<number, Uint8Array>();
  return {
    ...LIST_OFFSETS,
    encode(writer, request, version) {
      let body = bodies.get(version);
      if (body === undefined) {
        const own = new Writer();
        LIST_OFFSETS.encode(own, request, version);
        body = own.finish();
        bodies.set(version, body);
      }
      writer.raw(body);
    },
  };
}
