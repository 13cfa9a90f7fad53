import type { AlterShareGroupOffsetsResponse } from '../../../../src/main/kafka/protocol/apis/alter-share-group-offsets';
import type { DescribedConsumerGroup } from '../../../../src/main/kafka/protocol/apis/consumer-group-describe';
import type { Assignment, Subscription } from '../../../../src/main/kafka/protocol/apis/consumer-protocol';
import type { DeletedGroup } from '../../../../src/main/kafka/protocol/apis/delete-groups';
import type { DescribedGroup } from '../../../../src/main/kafka/protocol/apis/describe-groups';
import type { ShareGroupOffsets } from '../../../../src/main/kafka/protocol/apis/describe-share-group-offsets';
import type { Coordinator } from '../../../../src/main/kafka/protocol/apis/find-coordinator';
import type { ListGroupsResponse } from '../../../../src/main/kafka/protocol/apis/list-groups';
import type { ListOffsetsResponse } from '../../../../src/main/kafka/protocol/apis/list-offsets';
import type { Metadata } from '../../../../src/main/kafka/protocol/apis/metadata';
import type { OffsetDeleteResponse } from '../../../../src/main/kafka/protocol/apis/offset-delete';
import type { OffsetFetchResponse } from '../../../../src/main/kafka/protocol/apis/offset-fetch';
import type { PartitionErrors } from '../../../../src/main/kafka/protocol/apis/partition-errors';
import type { DescribedShareGroup } from '../../../../src/main/kafka/protocol/apis/share-group-describe';
import type { DescribedStreamsGroup } from '../../../../src/main/kafka/protocol/apis/streams-group-describe';
import type { StreamsTasks, TopicPartitions } from '../../../../src/shared/group';
import { OFFSET_TOO_LARGE } from '../../../../src/main/kafka/protocol/errors';
import type { Fields } from './golden-fields';

export function metadata(value: Fields): Metadata {
  return {
    clusterId: value.textOrNull('clusterId'),
    controllerId: value.number('controllerId'),
    brokers: value.structures('brokers').map((broker) => ({
      nodeId: broker.number('nodeId'),
      host: broker.text('host'),
      port: broker.number('port'),
      rack: broker.textOrNull('rack'),
    })),
    topics: value
      .structures('topics')
      .filter((topic) => !topic.isNull('name'))
      .map((topic) => {
        const rows = topic.structures('partitions').sort((a, b) => a.number('partitionIndex') - b.number('partitionIndex'));
        return {
          errorCode: topic.number('errorCode'),
          topic: topic.text('name'),
          topicId: uuid(topic.textIfAny('topicId')),
          internal: topic.boolean('isInternal'),
          partition: Int32Array.from(rows, (row) => row.number('partitionIndex')),
          leader: Int32Array.from(rows, (row) => row.number('leaderId')),
          leaderEpoch: Int32Array.from(rows, (row) => row.number('leaderEpoch')),
          errorCodes: Int16Array.from(rows, (row) => row.number('errorCode')),
        };
      }),
  };
}

export function listGroups(value: Fields): ListGroupsResponse {
  return {
    errorCode: value.number('errorCode'),
    groups: value.structures('groups').map((group) => ({
      groupId: group.text('groupId'),
      protocolType: group.text('protocolType'),
      groupState: group.textIfAny('groupState'),
      groupType: group.textIfAny('groupType'),
    })),
  };
}

export function describeGroups(value: Fields): { readonly groups: readonly DescribedGroup[] } {
  return {
    groups: value.structures('groups').map((group) => ({
      errorCode: group.number('errorCode'),
      errorMessage: group.textIfAny('errorMessage'),
      groupId: group.text('groupId'),
      groupState: group.text('groupState'),
      protocolType: group.text('protocolType'),
      assignor: group.text('protocolData'),
      members: group.structures('members').map((member) => ({
        memberId: member.text('memberId'),
        groupInstanceId: member.textIfAny('groupInstanceId'),
        clientId: member.text('clientId'),
        host: host(member),
        metadata: member.bytes('memberMetadata'),
        assignment: member.bytes('memberAssignment'),
      })),
    })),
  };
}

export function consumerGroupDescribe(value: Fields): { readonly groups: readonly DescribedConsumerGroup[] } {
  return {
    groups: value.structures('groups').map((group) => ({
      ...modernGroup(group),
      members: group.structures('members').map((member) => ({
        ...modernMember(member),
        groupInstanceId: member.textOrNull('instanceId'),
        subscribedPattern: member.textOrNull('subscribedTopicRegex'),
        targetAssignment: topicPartitions(member.structure('targetAssignment'), 'topicPartitions', 'topicName'),
        memberType: member.has('memberType') && member.number('memberType') >= 0 ? member.number('memberType') : null,
      })),
    })),
  };
}

export function shareGroupDescribe(value: Fields): { readonly groups: readonly DescribedShareGroup[] } {
  return { groups: value.structures('groups').map((group) => ({ ...modernGroup(group), members: group.structures('members').map(modernMember) })) };
}

export function streamsGroupDescribe(value: Fields): { readonly groups: readonly DescribedStreamsGroup[] } {
  return {
    groups: value.structures('groups').map((group) => ({
      errorCode: group.number('errorCode'),
      errorMessage: group.textOrNull('errorMessage'),
      groupId: group.text('groupId'),
      groupState: group.text('groupState'),
      groupEpoch: group.number('groupEpoch'),
      assignmentEpoch: group.number('assignmentEpoch'),
      subtopologies: group.isNull('topology') || group.structure('topology').isNull('subtopologies') ? null : group.structure('topology').structures('subtopologies').map((part) => ({ subtopologyId: part.text('subtopologyId'), sourceTopics: [...part.texts('sourceTopics'), ...part.structures('repartitionSourceTopics').map((topic) => topic.text('name'))] })),
      members: group.structures('members').map((member) => ({
        memberId: member.text('memberId'),
        groupInstanceId: member.textOrNull('instanceId'),
        rack: member.textOrNull('rackId'),
        memberEpoch: member.number('memberEpoch'),
        clientId: member.text('clientId'),
        host: host(member),
        processId: member.text('processId'),
        assignment: streamsTasks(member.structure('assignment')),
        targetAssignment: streamsTasks(member.structure('targetAssignment')),
      })),
    })),
  };
}

function streamsTasks(value: Fields): StreamsTasks {
  const list = (name: string) => value.structures(name).map((tasks) => ({ subtopologyId: tasks.text('subtopologyId'), partitions: tasks.numbers('partitions') }));
  return { active: list('activeTasks'), standby: list('standbyTasks'), warmup: list('warmupTasks') };
}

export function describeShareGroupOffsets(value: Fields): { readonly groups: readonly ShareGroupOffsets[] } {
  return {
    groups: value.structures('groups').map((group) => ({
      groupId: group.text('groupId'),
      errorCode: group.number('errorCode'),
      errorMessage: group.textOrNull('errorMessage'),
      topics: group.structures('topics').map((topic) => ({
        topic: topic.text('topicName'),
        partitions: topic.structures('partitions').map((row) => ({
          partition: row.number('partitionIndex'),
          errorCode: errorBeside(row, 'startOffset'),
          errorMessage: row.textOrNull('errorMessage'),
          startOffset: row.number('startOffset') < 0 ? null : nullIfInexact(row.number('startOffset')),
          leaderEpoch: row.number('leaderEpoch'),
          lag: row.has('lag') && row.number('lag') >= 0 ? nullIfInexact(row.number('lag')) : null,
        })),
      })),
    })),
  };
}

export function offsetFetch(value: Fields, version: number): OffsetFetchResponse {
  const groups = version >= 8 ? value.structures('groups') : [value];
  const rows: Fields[] = [];
  return {
    groups: groups.map((group) => ({
      groupId: group.textIfAny('groupId'),
      errorCode: group.number('errorCode'),
      unchanged: false,
      topics: group.structures('topics').map((topic) => ({ topic: topic.text('name'), ...append(rows, topic) })),
    })),
    partition: Int32Array.from(rows, (row) => row.number('partitionIndex')),
    committedOffset: Float64Array.from(rows, (row) => exact(row.number('committedOffset'))),
    leaderEpoch: Int32Array.from(rows, (row) => row.number('committedLeaderEpoch')),
    errorCode: Int16Array.from(rows, (row) => errorBeside(row, 'committedOffset')),
    metadata: new Map(rows.flatMap((row, index): [number, string][] => {
      const text = row.textOrNull('metadata');
      return text === null || text === '' ? [] : [[index, text]];
    })),
  };
}

export function listOffsets(value: Fields): ListOffsetsResponse {
  const rows: Fields[] = [];
  return {
    topics: value.structures('topics').map((topic) => ({ topic: topic.text('name'), ...append(rows, topic) })),
    partition: Int32Array.from(rows, (row) => row.number('partitionIndex')),
    errorCode: Int16Array.from(rows, (row) => errorBeside(row, 'offset')),
    offset: Float64Array.from(rows, (row) => exact(row.number('offset'))),
    timestamp: Float64Array.from(rows, (row) => row.number('timestamp')),
    leaderEpoch: Int32Array.from(rows, (row) => row.number('leaderEpoch')),
  };
}

export function findCoordinator(value: Fields, version: number): { readonly coordinators: readonly Coordinator[] } {
  return {
    coordinators: (version >= 4 ? value.structures('coordinators') : [value]).map((coordinator) => ({
      groupId: coordinator.textIfAny('key'),
      errorCode: coordinator.number('errorCode'),
      errorMessage: coordinator.textOrNull('errorMessage'),
      nodeId: coordinator.number('nodeId'),
      host: coordinator.text('host'),
      port: coordinator.number('port'),
    })),
  };
}

export function subscription(value: Fields, version: number): Subscription {
  return {
    version,
    topics: value.texts('topics'),
    userData: value.bytesOrNull('userData'),
    ownedPartitions: value.has('ownedPartitions') ? topicPartitions(value, 'ownedPartitions', 'topic') : [],
    generation: value.has('generationId') && value.number('generationId') >= 0 ? value.number('generationId') : null,
    rack: value.textIfAny('rackId'),
  };
}

export function assignment(value: Fields, version: number): Assignment {
  return { version, assignment: topicPartitions(value, 'assignedPartitions', 'topic'), userData: value.bytesOrNull('userData') };
}

function modernGroup(group: Fields): Omit<DescribedShareGroup, 'members'> {
  return {
    errorCode: group.number('errorCode'),
    errorMessage: group.textOrNull('errorMessage'),
    groupId: group.text('groupId'),
    groupState: group.text('groupState'),
    groupEpoch: group.number('groupEpoch'),
    assignmentEpoch: group.number('assignmentEpoch'),
    assignor: group.text('assignorName'),
  };
}

function modernMember(member: Fields): DescribedShareGroup['members'][number] {
  return {
    memberId: member.text('memberId'),
    rack: member.textOrNull('rackId'),
    memberEpoch: member.number('memberEpoch'),
    clientId: member.text('clientId'),
    host: host(member),
    subscribedTopics: member.texts('subscribedTopicNames'),
    assignment: topicPartitions(member.structure('assignment'), 'topicPartitions', 'topicName'),
  };
}

function topicPartitions(value: Fields, list: string, name: string): TopicPartitions[] {
  return value.structures(list).map((entry) => ({ topic: entry.text(name), partitions: entry.numbers('partitions') }));
}

function append(rows: Fields[], topic: Fields): { from: number; to: number } {
  const from = rows.length;
  rows.push(...topic.structures('partitions'));
  return { from, to: rows.length };
}

function host(member: Fields): string {
  return member.text('clientHost').replace(/^\//, '');
}

function uuid(text: string | null): string | null {
  return text === 'AAAAAAAAAAAAAAAAAAAAAA' ? null : text;
}

export function offsetCommit(value: Fields): { readonly topics: readonly PartitionErrors[] } {
  return { topics: partitionErrors(value) };
}

export function offsetDelete(value: Fields): OffsetDeleteResponse {
  return { errorCode: value.number('errorCode'), topics: partitionErrors(value) };
}

export function deleteGroups(value: Fields): { readonly groups: readonly DeletedGroup[] } {
  return { groups: value.structures('results').map((group) => ({ groupId: group.text('groupId'), errorCode: group.number('errorCode') })) };
}

export function alterShareGroupOffsets(value: Fields): AlterShareGroupOffsetsResponse {
  return {
    errorCode: value.number('errorCode'),
    errorMessage: value.textOrNull('errorMessage'),
    topics: value.structures('responses').map((topic) => ({
      topic: topic.text('topicName'),
      partitions: topic.structures('partitions').map((partition) => ({
        partition: partition.number('partitionIndex'),
        errorCode: partition.number('errorCode'),
        errorMessage: partition.textOrNull('errorMessage'),
      })),
    })),
  };
}

function partitionErrors(value: Fields): readonly PartitionErrors[] {
  return value.structures('topics').map((topic) => ({
    topic: topic.text('name'),
    partitions: topic.structures('partitions').map((partition) => ({ partition: partition.number('partitionIndex'), errorCode: partition.number('errorCode') })),
  }));
}

/** Offsets above 2^53 have no exact number: they are unknown, with an error of ours where Kafka gives none. */
function exact(offset: number): number {
  return offset > Number.MAX_SAFE_INTEGER ? NaN : offset;
}

function nullIfInexact(offset: number): number | null {
  return offset > Number.MAX_SAFE_INTEGER ? null : offset;
}

function errorBeside(row: Fields, offset: string): number {
  return row.number('errorCode') === 0 && Number.isNaN(exact(row.number(offset))) ? OFFSET_TOO_LARGE : row.number('errorCode');
}
