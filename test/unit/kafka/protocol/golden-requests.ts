import type { AlterShareGroupOffsetsRequest } from '../../../../src/main/kafka/protocol/apis/alter-share-group-offsets';
import type { DescribeConfigsRequest } from '../../../../src/main/kafka/protocol/apis/describe-configs';
import type { FetchRequest } from '../../../../src/main/kafka/protocol/apis/fetch';
import type { JoinGroupRequest } from '../../../../src/main/kafka/protocol/apis/join-group';
import type { LeaveGroupRequest } from '../../../../src/main/kafka/protocol/apis/leave-group';
import type { ListGroupsRequest } from '../../../../src/main/kafka/protocol/apis/list-groups';
import type { ListOffsetsRequest } from '../../../../src/main/kafka/protocol/apis/list-offsets';
import type { OffsetCommitRequest } from '../../../../src/main/kafka/protocol/apis/offset-commit';
import type { OffsetDeleteRequest } from '../../../../src/main/kafka/protocol/apis/offset-delete';
import type { ProduceRequest } from '../../../../src/main/kafka/protocol/apis/produce';
import type { Fields } from './golden-fields';

interface GroupIds {
  readonly groupIds: readonly string[];
}

export function metadata(value: Fields): { readonly topics: readonly string[] | null } {
  return { topics: value.isNull('topics') ? null : value.structures('topics').map((topic) => topic.text('name')) };
}

export function listGroups(value: Fields): ListGroupsRequest {
  return {
    states: value.has('statesFilter') ? value.texts('statesFilter') : [],
    types: value.has('typesFilter') ? value.texts('typesFilter') : [],
  };
}

export function describeGroups(value: Fields): GroupIds {
  return { groupIds: value.texts('groups') };
}

export function describeModernGroups(value: Fields): GroupIds {
  return { groupIds: value.texts('groupIds') };
}

export function describeShareGroupOffsets(value: Fields): GroupIds {
  return { groupIds: value.structures('groups').map((group) => group.text('groupId')) };
}

export function offsetFetch(value: Fields, version: number): GroupIds {
  return { groupIds: version >= 8 ? value.structures('groups').map((group) => group.text('groupId')) : [value.text('groupId')] };
}

export function listOffsets(value: Fields): ListOffsetsRequest {
  const timestamps = value.structures('topics').flatMap((topic) => topic.structures('partitions').map((partition) => partition.number('timestamp')));
  const timestamp = timestamps[0] ?? -1;
  return {
    timestamp: timestamp === -1 ? (value.number('isolationLevel') === 1 ? 'last-stable' : 'latest') : timestamp === -2 ? 'earliest' : timestamp,
    topics: value.structures('topics').map((topic) => ({
      topic: topic.text('name'),
      partition: Int32Array.from(topic.structures('partitions'), (partition) => partition.number('partitionIndex')),
    })),
  };
}

export function findCoordinator(value: Fields, version: number): GroupIds {
  return { groupIds: version >= 4 ? value.texts('coordinatorKeys') : [value.text('key')] };
}

export function offsetCommit(value: Fields): OffsetCommitRequest {
  return {
    groupId: value.text('groupId'),
    topics: value.structures('topics').map((topic) => ({
      topic: topic.text('name'),
      partitions: topic.structures('partitions').map((partition) => ({
        partition: partition.number('partitionIndex'),
        offset: partition.number('committedOffset'),
        leaderEpoch: partition.number('committedLeaderEpoch'),
        metadata: partition.textOrNull('committedMetadata'),
      })),
    })),
  };
}

export function offsetDelete(value: Fields): OffsetDeleteRequest {
  return {
    groupId: value.text('groupId'),
    topics: value.structures('topics').map((topic) => ({
      topic: topic.text('name'),
      partitions: topic.structures('partitions').map((partition) => partition.number('partitionIndex')),
    })),
  };
}

export function joinGroup(value: Fields): JoinGroupRequest {
  return {
    groupId: value.text('groupId'),
    sessionTimeoutMs: value.number('sessionTimeoutMs'),
    rebalanceTimeoutMs: value.number('rebalanceTimeoutMs'),
    memberId: value.text('memberId'),
    protocolType: value.text('protocolType'),
    protocols: value.structures('protocols').map((protocol) => ({ name: protocol.text('name'), metadata: protocol.bytes('metadata') })),
    reason: value.textIfAny('reason') ?? '',
  };
}

export function leaveGroup(value: Fields): LeaveGroupRequest {
  const members = value.structures('members');
  return {
    groupId: value.text('groupId'),
    members: members.map((member) => ({ memberId: member.text('memberId'), groupInstanceId: member.textOrNull('groupInstanceId') })),
    reason: members[0]?.textIfAny('reason') ?? '',
  };
}

export function deleteGroups(value: Fields): GroupIds {
  return { groupIds: value.texts('groupsNames') };
}

export function alterShareGroupOffsets(value: Fields): AlterShareGroupOffsetsRequest {
  return {
    groupId: value.text('groupId'),
    topics: value.structures('topics').map((topic) => ({
      topic: topic.text('topicName'),
      partitions: topic.structures('partitions').map((partition) => ({ partition: partition.number('partitionIndex'), startOffset: partition.number('startOffset') })),
    })),
  };
}

export function fetch(value: Fields): FetchRequest {
  return {
    isolation: value.number('isolationLevel') === 1 ? 'committed' : 'uncommitted',
    maxBytes: value.number('maxBytes'),
    topics: value.structures('topics').map((topic) => ({
      topic: topic.text('topic'),
      partitions: topic.structures('partitions').map((partition) => ({ partition: partition.number('partition'), offset: partition.number('fetchOffset'), maxBytes: partition.number('partitionMaxBytes') })),
    })),
  };
}

export function describeConfigs(value: Fields): DescribeConfigsRequest {
  const resources = value.structures('resources');
  return { kind: resources[0]?.number('resourceType') === 32 ? 'group' : 'topic', resources: resources.map((resource) => resource.text('resourceName')), names: resources[0]?.texts('configurationKeys') ?? [] };
}

export function produce(value: Fields): ProduceRequest {
  const [topic] = value.structures('topicData');
  const [partition] = topic?.structures('partitionData') ?? [];
  if (topic === undefined || partition === undefined) throw new Error('We produce to exactly one partition.');
  // Kafka's JSON form leaves the bytes out: these are the fixture's.
  const records = partition.number('index') === 3 ? Uint8Array.of(1, 2, 255, 0, 1) : new Uint8Array(0);
  return { topic: topic.text('name'), partition: partition.number('index'), timeoutMs: value.number('timeoutMs'), records };
}
