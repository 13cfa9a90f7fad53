import type { TopicPartitions } from '../../../../shared/group';
import type { KafkaApi } from '../api';
import type { Reader } from '../reader';
import { readClientHost } from './client-host';
import { readGroupAssignment } from './group-assignment';

export interface ConsumerGroupMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly rack: string | null;
  readonly memberEpoch: number;
  readonly clientId: string;
  readonly host: string;
  readonly subscribedTopics: readonly string[];
  /** The regular expression that the broker evaluates; null or empty if none. */
  readonly subscribedPattern: string | null;
  readonly assignment: readonly TopicPartitions[];
  /** What the member is to own once it has reconciled. */
  readonly targetAssignment: readonly TopicPartitions[];
  /** 0 classic, 1 consumer protocol; null if not known, as always before version 1 (Kafka 4.0). */
  readonly memberType: number | null;
}

export interface DescribedConsumerGroup {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly groupId: string;
  /** The broker's word; '' beside an error. */
  readonly groupState: string;
  readonly groupEpoch: number;
  readonly assignmentEpoch: number;
  readonly assignor: string;
  readonly members: readonly ConsumerGroupMember[];
}

/**
 * Groups of the consumer protocol (KIP-848), at their coordinator. A group of another type: GROUP_ID_NOT_FOUND (69).
 *
 * ConsumerGroupDescribe Request (0..1) => [group_ids] include_authorized_operations
 * ConsumerGroupDescribe Response => throttle_time_ms [groups]
 *   groups => error_code error_message group_id group_state group_epoch assignment_epoch assignor_name [members]
 *       authorized_operations
 *     members => member_id instance_id rack_id member_epoch client_id client_host [subscribed_topic_names]
 *         subscribed_topic_regex assignment target_assignment member_type(1+)
 *
 * 1 member types (KIP-1099).
 */
export const CONSUMER_GROUP_DESCRIBE: KafkaApi<
  { readonly groupIds: readonly string[] },
  { readonly groups: readonly DescribedConsumerGroup[] }
> = {
  key: 69,
  name: 'ConsumerGroupDescribe',
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,

  encode(writer, request) {
    writer.stringArray(request.groupIds, true);
    writer.boolean(false);
    writer.noTaggedFields();
  },

  decode(reader, version) {
    reader.skip(4);
    const groups: DescribedConsumerGroup[] = [];
    for (let count = reader.arrayCount(20, true); count > 0; count -= 1) groups.push(decodeGroup(reader, version));
    reader.skipTaggedFields();
    return { groups };
  },
};

function decodeGroup(reader: Reader, version: number): DescribedConsumerGroup {
  const errorCode = reader.int16();
  const errorMessage = reader.nullableString(true);
  const groupId = reader.string(true);
  const groupState = reader.string(true);
  const groupEpoch = reader.int32();
  const assignmentEpoch = reader.int32();
  const assignor = reader.string(true);
  const members: ConsumerGroupMember[] = [];
  for (let count = reader.arrayCount(16, true, 1.5); count > 0; count -= 1) members.push(decodeMember(reader, version));
  reader.skip(4);
  reader.skipTaggedFields();
  return { errorCode, errorMessage, groupId, groupState, groupEpoch, assignmentEpoch, assignor, members };
}

function decodeMember(reader: Reader, version: number): ConsumerGroupMember {
  const member: ConsumerGroupMember = {
    memberId: reader.string(true),
    groupInstanceId: reader.nullableString(true),
    rack: reader.nullableString(true),
    memberEpoch: reader.int32(),
    clientId: reader.string(true),
    host: readClientHost(reader, true),
    subscribedTopics: reader.stringArray(true),
    subscribedPattern: reader.nullableString(true),
    assignment: readGroupAssignment(reader),
    targetAssignment: readGroupAssignment(reader),
    memberType: version >= 1 ? knownType(reader.int8()) : null,
  };
  reader.skipTaggedFields();
  return member;
}

function knownType(type: number): number | null {
  return type === -1 ? null : type;
}
