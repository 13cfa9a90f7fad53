import type { TopicPartitions } from '../../../../shared/group';
import type { KafkaApi } from '../api';
import type { Reader } from '../reader';
import { readClientHost } from './client-host';
import { readGroupAssignment } from './group-assignment';

export interface ShareGroupMember {
  readonly memberId: string;
  readonly rack: string | null;
  readonly memberEpoch: number;
  readonly clientId: string;
  readonly host: string;
  readonly subscribedTopics: readonly string[];
  /** Partitions may be assigned to several members at once. */
  readonly assignment: readonly TopicPartitions[];
}

export interface DescribedShareGroup {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly groupId: string;
  /** The broker's word; '' beside an error. */
  readonly groupState: string;
  readonly groupEpoch: number;
  readonly assignmentEpoch: number;
  readonly assignor: string;
  readonly members: readonly ShareGroupMember[];
}

/**
 * Share groups (KIP-932), at their coordinator. A group of another type: GROUP_ID_NOT_FOUND (69).
 *
 * ShareGroupDescribe Request (1) => [group_ids] include_authorized_operations
 * ShareGroupDescribe Response => throttle_time_ms [groups]
 *   groups => error_code error_message group_id group_state group_epoch assignment_epoch assignor_name [members]
 *       authorized_operations
 *     members => member_id rack_id member_epoch client_id client_host [subscribed_topic_names] assignment
 *
 * 0 was the early access of Kafka 3.9 and 4.0 and is gone from 4.1 on.
 */
export const SHARE_GROUP_DESCRIBE: KafkaApi<{ readonly groupIds: readonly string[] }, { readonly groups: readonly DescribedShareGroup[] }> = {
  key: 77,
  name: 'ShareGroupDescribe',
  minVersion: 1,
  maxVersion: 1,
  flexibleFrom: 0,

  encode(writer, request) {
    writer.stringArray(request.groupIds, true);
    writer.boolean(false);
    writer.noTaggedFields();
  },

  decode(reader) {
    reader.skip(4);
    const groups: DescribedShareGroup[] = [];
    for (let count = reader.arrayCount(20, true); count > 0; count -= 1) groups.push(decodeGroup(reader));
    reader.skipTaggedFields();
    return { groups };
  },
};

function decodeGroup(reader: Reader): DescribedShareGroup {
  const errorCode = reader.int16();
  const errorMessage = reader.nullableString(true);
  const groupId = reader.string(true);
  const groupState = reader.string(true);
  const groupEpoch = reader.int32();
  const assignmentEpoch = reader.int32();
  const assignor = reader.string(true);
  const members: ShareGroupMember[] = [];
  for (let count = reader.arrayCount(12, true, 1.5); count > 0; count -= 1) members.push(decodeMember(reader));
  reader.skip(4);
  reader.skipTaggedFields();
  return { errorCode, errorMessage, groupId, groupState, groupEpoch, assignmentEpoch, assignor, members };
}

function decodeMember(reader: Reader): ShareGroupMember {
  const member: ShareGroupMember = {
    memberId: reader.string(true),
    rack: reader.nullableString(true),
    memberEpoch: reader.int32(),
    clientId: reader.string(true),
    host: readClientHost(reader, true),
    subscribedTopics: reader.stringArray(true),
    assignment: readGroupAssignment(reader),
  };
  reader.skipTaggedFields();
  return member;
}
