import type { Failure } from '../../../shared/failure';
import type { GroupOccupant } from '../../../shared/reset';
import { describeClassicGroups, describeConsumerGroups, describeShareGroups, describeStreamsGroups, fetchCommittedOffsets, listGroups } from '../../kafka/admin';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { KafkaFailure, toFailure } from '../../kafka/errors';
import type { ListGroupsResponse } from '../../kafka/protocol/apis/list-groups';
import type { OffsetFetchResponse } from '../../kafka/protocol/apis/offset-fetch';
import { errorName, errorText } from '../../kafka/protocol/errors';
import { findCoordinators } from './coordinators';
import { readShareStarts } from './read-share-starts';
import type { CommittedOffsets } from './partition-facts';
import { topicsOfClassicMembers, topicsOfConsumers } from './subscribed-topics';
import { TopicPartitionMap } from './topic-partition-map';

/** What brokers answer where nothing is committed. */
const NONE = -1;
/** ConsumerGroupDescribe's member type of those that use KIP-848's protocol. */
const CONSUMER_MEMBER = 1;

/** One group as its coordinator tells it now. */
export interface GroupReading {
  readonly groupId: string;
  readonly coordinatorId: number | null;
  readonly groupType: string | null;
  /** `consumer` of those of consumers; '' before somebody joined. Null: there is no such group, or it is not known. */
  readonly protocolType: string | null;
  /** Null: there is no such group, or it is not known (see failure). */
  readonly groupState: string | null;
  /** Of a KIP-848 group; null: it has none, or it is not known. */
  readonly groupEpoch: number | null;
  readonly members: readonly GroupOccupant[];
  /** Some member uses the classic protocol, or that cannot be ruled out (KIP-848 groups before Kafka 4.0). */
  readonly hasClassicMembers: boolean;
  /** That members subscribe to, as far as it is told. */
  readonly subscribedTopics: ReadonlySet<string>;
  /** Of share groups: the start offsets. */
  readonly committed: CommittedOffsets;
  /** Why it is not known; null when all of it is. */
  readonly failure: Failure | null;
}

/** Reads groups at their coordinators: listing, members, committed offsets. One that cannot be read says so; it never looks empty or absent. */
export async function readGroups(client: ClusterClient, groupIds: readonly string[], options: CallOptions): Promise<ReadonlyMap<string, GroupReading>> {
  const coordinators = await findCoordinators(client, groupIds, options);
  const byCoordinator = new Map<number, string[]>();
  const readings = new Map<string, GroupReading>();
  for (const [groupId, coordinator] of coordinators) {
    if (coordinator instanceof KafkaFailure) readings.set(groupId, unreadable(groupId, null, toFailure(`group ${groupId}`, coordinator)));
    else byCoordinator.set(coordinator, [...(byCoordinator.get(coordinator) ?? []), groupId]);
  }
  await Promise.all(
    [...byCoordinator].map(async ([nodeId, ids]) => {
      try {
        for (const reading of await readAt(client, nodeId, ids, options)) readings.set(reading.groupId, reading);
      } catch (error) {
        if (options.signal.aborted) throw error;
        for (const groupId of ids) readings.set(groupId, unreadable(groupId, nodeId, toFailure(`group ${groupId}`, error)));
      }
    }),
  );
  return readings;
}

async function readAt(client: ClusterClient, nodeId: number, groupIds: readonly string[], options: CallOptions): Promise<readonly GroupReading[]> {
  const listing = await listGroups(client, nodeId, options);
  if (listing.errorCode !== 0) throw new KafkaFailure(errorName(listing.errorCode), `Broker ${nodeId} listed its groups only in part: ${errorText(listing.errorCode)}.`);
  const listed = new Map(listing.groups.map((group) => [group.groupId, group]));
  const present = groupIds.filter((groupId) => listed.has(groupId));
  const described = await describe(client, nodeId, present.flatMap((groupId) => listed.get(groupId) ?? []), options);
  const share = groupIds.filter((groupId) => listed.get(groupId)?.groupType === 'share');
  const [committed, starts] = await Promise.all([readCommitted(client, nodeId, groupIds.filter((groupId) => !share.includes(groupId)), options), readShareStarts(client, nodeId, share, options)]);
  const offsets = new Map([...committed, ...starts]);
  return groupIds.map((groupId) => {
    const row = listed.get(groupId);
    const description = described.get(groupId);
    const answer = offsets.get(groupId);
    const failure = whyUnknown(groupId, row !== undefined, description, answer);
    return {
      groupId,
      coordinatorId: nodeId,
      groupType: row?.groupType ?? null,
      protocolType: row?.protocolType ?? null,
      groupState: row === undefined ? null : (description?.groupState ?? row.groupState),
      groupEpoch: description?.groupEpoch ?? null,
      members: description?.members ?? [],
      hasClassicMembers: description?.hasClassicMembers ?? true,
      subscribedTopics: description?.subscribedTopics ?? new Set(),
      committed: answer instanceof TopicPartitionMap ? answer : new TopicPartitionMap(),
      failure,
    };
  });
}

async function describe(client: ClusterClient, nodeId: number, groups: ListGroupsResponse['groups'], options: CallOptions): Promise<ReadonlyMap<string, Described>> {
  const idsOf = (isWanted: (groupType: string | null) => boolean): readonly string[] => groups.filter(({ groupType }) => isWanted(groupType)).map(({ groupId }) => groupId);
  const consumer = idsOf((groupType) => groupType === 'consumer');
  const share = idsOf((groupType) => groupType === 'share');
  const streams = idsOf((groupType) => groupType === 'streams');
  const others = idsOf((groupType) => groupType !== 'consumer' && groupType !== 'share' && groupType !== 'streams');
  const [consumerGroups, streamsGroups, shareGroups, classicGroups] = await Promise.all([
    consumer.length === 0 ? null : describeConsumerGroups(client, nodeId, consumer, options),
    streams.length === 0 ? null : describeStreamsGroups(client, nodeId, streams, options),
    share.length === 0 ? null : describeShareGroups(client, nodeId, share, options),
    others.length === 0 ? null : describeClassicGroups(client, nodeId, others, options),
  ]);
  const described = new Map<string, Described>();
  for (const group of consumerGroups ?? []) described.set(group.groupId, { ...group, members: group.members.map(occupant), hasClassicMembers: group.members.some(({ memberType }) => memberType !== CONSUMER_MEMBER), subscribedTopics: topicsOfConsumers(group.members) });
  for (const group of streamsGroups ?? []) described.set(group.groupId, { ...group, members: group.members.map(occupant), hasClassicMembers: false, subscribedTopics: new Set(group.members.length === 0 ? [] : (group.subtopologies ?? []).flatMap(({ sourceTopics }) => sourceTopics)) });
  for (const group of classicGroups ?? []) described.set(group.groupId, { ...group, members: group.members.map(occupant), hasClassicMembers: true, subscribedTopics: topicsOfClassicMembers(group.members) });
  for (const group of shareGroups ?? []) described.set(group.groupId, { ...group, members: group.members.map((member) => occupant({ ...member, groupInstanceId: null })), hasClassicMembers: false });
  return described;
}

interface Described {
  readonly errorCode: number;
  readonly groupState: string;
  readonly groupEpoch?: number | undefined;
  readonly members: readonly GroupOccupant[];
  readonly hasClassicMembers: boolean;
  readonly subscribedTopics?: ReadonlySet<string>;
}

/** A classic description that says Dead of a listed group means that the classic API does not know it. */
function whyUnknown(groupId: string, isListed: boolean, described: Described | undefined, offsets: CommittedOffsets | Failure | undefined): Failure | null {
  const scope = `group ${groupId}`;
  if (offsets !== undefined && !(offsets instanceof TopicPartitionMap)) return offsets;
  if (!isListed) return null;
  if (described === undefined) return { scope, code: 'NOT_DESCRIBED', message: `The members of ${groupId} could not be read, so nobody can say whether it is in use.` };
  if (described.errorCode !== 0) return { scope, code: errorName(described.errorCode), message: `${groupId} could not be described: ${errorText(described.errorCode)}.` };
  if (described.groupState === 'Dead') return { scope, code: 'NOT_DESCRIBED', message: `The broker lists ${groupId} but does not describe it, so nobody can say whether it is in use.` };
  return null;
}

/** All committed offsets of groups of one coordinator. A Failure in a group's place: they could not be read. */
export async function readCommitted(client: ClusterClient, nodeId: number, groupIds: readonly string[], options: CallOptions): Promise<ReadonlyMap<string, CommittedOffsets | Failure>> {
  const read = new Map<string, CommittedOffsets | Failure>();
  if (groupIds.length === 0) return read;
  await fetchCommittedOffsets(client, nodeId, groupIds, options, {
    onAnswer: (asked, response) => {
      for (const group of response.groups) {
        const groupId = group.groupId ?? asked[0] ?? '';
        read.set(groupId, group.errorCode === 0 ? committedOf(group.topics, response) : { scope: `group ${groupId}`, code: errorName(group.errorCode), message: `The committed offsets of ${groupId} could not be read: ${errorText(group.errorCode)}.` });
      }
    },
    onFailure: (asked, error) => {
      for (const groupId of asked) read.set(groupId, toFailure(`group ${groupId}`, error));
    },
  });
  for (const groupId of groupIds) if (!read.has(groupId)) read.set(groupId, { scope: `group ${groupId}`, code: 'NOT_ANSWERED', message: `Broker ${nodeId} left ${groupId} out of its answer.` });
  return read;
}

function committedOf(topics: OffsetFetchResponse['groups'][number]['topics'], response: OffsetFetchResponse): CommittedOffsets {
  const committed: CommittedOffsets = new TopicPartitionMap();
  for (const { topic, from, to } of topics) {
    for (let row = from; row < to; row += 1) {
      const partition = response.partition[row] ?? 0;
      const offset = response.committedOffset[row] ?? NaN;
      const errorCode = response.errorCode[row] ?? 0;
      if (errorCode !== 0 || offset !== offset) {
        const [code, why] = errorCode === 0 ? ['OFFSET_TOO_LARGE', 'it is beyond 2^53, where Offsight cannot tell one offset from the next'] : [errorName(errorCode), errorText(errorCode)];
        committed.set(topic, partition, { scope: `partition ${topic}-${partition}`, code, message: `The committed offset of ${topic}-${partition} could not be read: ${why}.` });
        continue;
      }
      if (offset === NONE) continue; // brokers take other negative ones: something committed them
      const leaderEpoch = response.leaderEpoch[row] ?? -1;
      committed.set(topic, partition, { offset, leaderEpoch: leaderEpoch < 0 ? null : leaderEpoch, metadata: response.metadata.get(row) ?? null });
    }
  }
  return committed;
}

function occupant({ memberId, groupInstanceId, clientId, host }: GroupOccupant): GroupOccupant {
  return { memberId, groupInstanceId, clientId, host };
}

function unreadable(groupId: string, coordinatorId: number | null, failure: Failure): GroupReading {
  return { groupId, coordinatorId, groupType: null, protocolType: null, groupState: null, groupEpoch: null, members: [], hasClassicMembers: true, subscribedTopics: new Set(), committed: new TopicPartitionMap(), failure };
}
