import type { StreamsTasks, SubtopologyTasks } from '../../../../shared/group';
import type { KafkaApi } from '../api';
import type { Reader } from '../reader';
import { readClientHost } from './client-host';

/** A part of the application that is assigned as a whole: its task n reads partition n of each of its source topics, repartition topics among them. */
export interface Subtopology {
  readonly subtopologyId: string;
  readonly sourceTopics: readonly string[];
}

export interface StreamsGroupMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly rack: string | null;
  readonly memberEpoch: number;
  readonly clientId: string;
  readonly host: string;
  /** Which process of the application it is a thread of. */
  readonly processId: string;
  readonly assignment: StreamsTasks;
  /** What it is to have once it has reconciled. */
  readonly targetAssignment: StreamsTasks;
}

export interface DescribedStreamsGroup {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly groupId: string;
  /** The broker's word; '' beside an error. */
  readonly groupState: string;
  readonly groupEpoch: number;
  readonly assignmentEpoch: number;
  /** Null: it has no topology. */
  readonly subtopologies: readonly Subtopology[] | null;
  readonly members: readonly StreamsGroupMember[];
}

/**
 * Groups of the streams protocol (KIP-1071), at their coordinator: who is in them, with which tasks, and what those read. The rest of the topologies is left out. A group of another
 * type: GROUP_ID_NOT_FOUND (69).
 *
 * StreamsGroupDescribe Request (0) => [group_ids] include_authorized_operations
 * StreamsGroupDescribe Response => throttle_time_ms [groups]
 *   groups => error_code error_message group_id group_state group_epoch assignment_epoch topology? [members] authorized_operations
 *     topology => epoch [subtopologies]?
 *       subtopologies => subtopology_id [source_topics] [repartition_sink_topics] [state_changelog_topics] [repartition_source_topics]
 *         (topics) => name partitions replication_factor [topic_configs => key value]
 *     members => member_id member_epoch instance_id rack_id client_id client_host topology_epoch process_id user_endpoint?
 *         [client_tags => key value] [task_offsets] [task_end_offsets] assignment target_assignment is_classic
 *       user_endpoint => host port
 *       task_offsets, task_end_offsets => subtopology_id partition offset
 *       assignment, target_assignment => [active_tasks] [standby_tasks] [warmup_tasks]
 *         (tasks) => subtopology_id [partitions]
 */
export const STREAMS_GROUP_DESCRIBE: KafkaApi<{ readonly groupIds: readonly string[] }, { readonly groups: readonly DescribedStreamsGroup[] }> = {
  key: 89,
  name: 'StreamsGroupDescribe',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,

  encode(writer, request) {
    writer.stringArray(request.groupIds, true);
    writer.boolean(false);
    writer.noTaggedFields();
  },

  decode(reader) {
    reader.skip(4);
    const groups: DescribedStreamsGroup[] = [];
    for (let count = reader.arrayCount(20, true); count > 0; count -= 1) groups.push(decodeGroup(reader));
    reader.skipTaggedFields();
    return { groups };
  },
};

function decodeGroup(reader: Reader): DescribedStreamsGroup {
  const errorCode = reader.int16();
  const errorMessage = reader.nullableString(true);
  const groupId = reader.string(true);
  const groupState = reader.string(true);
  const groupEpoch = reader.int32();
  const assignmentEpoch = reader.int32();
  const subtopologies = isPresent(reader) ? decodeTopology(reader) : null;
  const members: StreamsGroupMember[] = [];
  for (let count = reader.arrayCount(24, true, 1.5); count > 0; count -= 1) members.push(decodeMember(reader));
  reader.skip(4);
  reader.skipTaggedFields();
  return { errorCode, errorMessage, groupId, groupState, groupEpoch, assignmentEpoch, subtopologies, members };
}

function decodeTopology(reader: Reader): readonly Subtopology[] | null {
  reader.skip(4);
  const count = reader.nullableArrayCount(6, true);
  const subtopologies: Subtopology[] = [];
  for (let left = count ?? 0; left > 0; left -= 1) subtopologies.push(decodeSubtopology(reader));
  reader.skipTaggedFields();
  return count === null ? null : subtopologies;
}

function decodeSubtopology(reader: Reader): Subtopology {
  const subtopologyId = reader.string(true);
  const sourceTopics = reader.stringArray(true);
  reader.stringArray(true); // what it writes for others
  internalTopics(reader); // of its state
  const read = [...sourceTopics, ...internalTopics(reader)];
  reader.skipTaggedFields();
  return { subtopologyId, sourceTopics: read };
}

function internalTopics(reader: Reader): readonly string[] {
  const names: string[] = [];
  for (let left = reader.arrayCount(9, true); left > 0; left -= 1) {
    names.push(reader.string(true));
    reader.skip(6);
    skipKeyValues(reader);
    reader.skipTaggedFields();
  }
  return names;
}

function decodeMember(reader: Reader): StreamsGroupMember {
  const memberId = reader.string(true);
  const memberEpoch = reader.int32();
  const groupInstanceId = reader.nullableString(true);
  const rack = reader.nullableString(true);
  const clientId = reader.string(true);
  const host = readClientHost(reader, true);
  reader.skip(4);
  const processId = reader.string(true);
  if (isPresent(reader)) {
    reader.string(true);
    reader.skip(2);
    reader.skipTaggedFields();
  }
  skipKeyValues(reader);
  for (let list = 0; list < 2; list += 1) {
    skipEach(reader.arrayCount(14, true, 0.5), () => {
      reader.string(true);
      reader.skip(12);
      reader.skipTaggedFields();
    });
  }
  const assignment = decodeTasks(reader);
  const targetAssignment = decodeTasks(reader);
  reader.skip(1);
  reader.skipTaggedFields();
  return { memberId, groupInstanceId, rack, memberEpoch, clientId, host, processId, assignment, targetAssignment };
}

function decodeTasks(reader: Reader): StreamsTasks {
  const tasks = { active: decodeTaskList(reader), standby: decodeTaskList(reader), warmup: decodeTaskList(reader) };
  reader.skipTaggedFields();
  return tasks;
}

function decodeTaskList(reader: Reader): readonly SubtopologyTasks[] {
  const tasks: SubtopologyTasks[] = [];
  for (let left = reader.arrayCount(3, true, 0.5); left > 0; left -= 1) {
    tasks.push({ subtopologyId: reader.string(true), partitions: reader.int32Array(true) });
    reader.skipTaggedFields();
  }
  return tasks;
}

function skipKeyValues(reader: Reader): void {
  skipEach(reader.arrayCount(3, true, 0.5), () => {
    reader.string(true);
    reader.string(true);
    reader.skipTaggedFields();
  });
}

function skipEach(count: number, skip: () => void): void {
  for (let left = count; left > 0; left -= 1) skip();
}

/** Of a structure that may be null. */
function isPresent(reader: Reader): boolean {
  return reader.int8() >= 0;
}
