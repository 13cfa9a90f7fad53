import type { ClusterFacts } from './cluster-facts';
import { familiesOf, type Family } from './group-families';
import type { GroupRecord } from './group-record';
import { split } from './split';

/** Connections that a broker's part of a round is spread over: it deals with one connection's requests one after another. */
export const LANES = 2;
/** Groups per OffsetFetch request, about: small enough that one answer is parsed in a millisecond or two. */
const GROUPS_PER_REQUEST = 350;
/** Fewer partitions than this go in one ListOffsets request. */
const WORTH_SPLITTING = 2_000;
/** A lane may have this much more than its share of the groups, or the other one would only wait for it. */
const MOST_OF_SHARE = 1.3;

/** How one broker is asked. */
export interface LanePlan {
  /** The groups that it coordinates and whose committed offsets are asked for, by lane and request. */
  readonly groups: readonly (readonly (readonly GroupRecord[])[])[];
  /** Lane by index of a wanted topic that it leads. */
  readonly laneOf: ReadonlyMap<number, number>;
  /**
   * Every group that has rows of a topic is asked about on that topic's lane: the topic's log ends can be asked for right
   * behind the committed offsets, over the same connection, and are read after them without another round trip.
   */
  readonly inLine: boolean;
}

/** What one broker leads of what groups' rows name. */
export interface Led {
  /** Indices into the partition table. */
  readonly topics: readonly number[];
  readonly partitions: number;
}

/** By broker that coordinates or leads something. `isFar`: whether a round trip to that broker is worth saving. */
export function planLanes({ groups }: Pick<ClusterFacts, 'groups'>, ledBy: ReadonlyMap<number, Led>, isFar: (nodeId: number) => boolean): ReadonlyMap<number, LanePlan> {
  const own = new Map<number, GroupRecord[]>();
  for (const record of groups.values()) {
    if (record.groupType === 'share') continue; // their start offsets are read apart: see share-offsets.ts
    const known = own.get(record.coordinatorId);
    if (known === undefined) own.set(record.coordinatorId, [record]);
    else known.push(record);
  }
  const nodeIds = [...new Set([...own.keys(), ...ledBy.keys()])];
  const families = nodeIds.some(isFar) ? familiesOf(groups.values()) : null;
  return new Map(
    nodeIds.map((nodeId) => {
      const led = ledBy.get(nodeId) ?? { topics: [], partitions: 0 };
      const records = own.get(nodeId) ?? [];
      return [nodeId, (families !== null && isFar(nodeId) ? planInLine(nodeId, records, led, families) : null) ?? planApart(records, led)];
    }),
  );
}

/** Groups that may go over any lane, by lane and request. */
export function overLanes(records: readonly GroupRecord[]): LanePlan['groups'] {
  const chunks = split(records, GROUPS_PER_REQUEST);
  return Array.from({ length: LANES }, (_, lane) => chunks.filter((_chunk, index) => index % LANES === lane));
}

function planApart(records: readonly GroupRecord[], led: Led): LanePlan {
  const lanes = led.partitions < WORTH_SPLITTING || led.topics.length < LANES ? 1 : LANES;
  return { groups: overLanes(records), laneOf: new Map(led.topics.map((topic, index) => [topic, index % lanes])), inLine: false };
}

/**
 * Families stay together on a lane. Null: some topic that the broker leads has to do with groups that are asked about elsewhere, or the
 * families are such that one lane would have far more to do than the other.
 */
function planInLine(nodeId: number, records: readonly GroupRecord[], led: Led, families: readonly Family[]): LanePlan | null {
  const atHome = families.filter(({ coordinatorId }) => coordinatorId === nodeId);
  const homely = new Set(atHome.flatMap(({ topics }) => [...topics]));
  if (led.topics.length === 0 || !led.topics.every((topic) => homely.has(topic))) return null;
  const requests = Math.max(1, Math.ceil(records.length / GROUPS_PER_REQUEST), led.partitions < WORTH_SPLITTING ? 1 : LANES);
  const requestsOf = Array.from({ length: LANES }, (_, lane) => Math.ceil((requests - lane) / LANES));
  // A lane with fewer requests for committed offsets has time for more of the log ends.
  const shares = shareOut(requestsOf.map((count) => (count === 0 ? 0 : count + requests / LANES)));
  const housed = new Set(atHome.flatMap(({ groups }) => groups));
  const strays = records.filter((record) => !housed.has(record)).map((record) => ({ groups: [record], topics: [] }));
  const laneOfGroup = new Map<GroupRecord, number>();
  const laneOf = new Map<number, number>();
  const sizes = shares.map(() => 0);
  for (const { groups, topics } of [...atHome.sort((left, right) => right.groups.length - left.groups.length), ...strays]) {
    const lane = emptiest(sizes.map((size, index) => (size + groups.length) / (shares[index] ?? 0)));
    sizes[lane] = (sizes[lane] ?? 0) + groups.length;
    for (const record of groups) laneOfGroup.set(record, lane);
    for (const topic of topics) laneOf.set(topic, lane);
  }
  if (sizes.some((size, lane) => size > MOST_OF_SHARE * (shares[lane] ?? 0) * records.length)) return null;
  // In their own order, as they lie in memory: in another one the whole round takes a tenth longer.
  const lanes = requestsOf.map((count, lane) => {
    const groups = records.filter((record) => laneOfGroup.get(record) === lane);
    return split(groups, Math.ceil(groups.length / Math.max(count, 1)));
  });
  return { groups: lanes, laneOf, inLine: true };
}

function shareOut(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function emptiest(loads: readonly number[]): number {
  return loads.reduce((best, load, lane) => (load < (loads[best] ?? Infinity) ? lane : best), 0);
}
