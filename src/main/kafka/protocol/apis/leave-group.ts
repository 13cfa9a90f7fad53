import type { KafkaApi } from '../api';

export interface LeaveGroupRequest {
  readonly groupId: string;
  /** A static member is named by its instance id, with an empty member id. */
  readonly members: readonly { readonly memberId: string; readonly groupInstanceId: string | null }[];
  /** Told from version 5 on. */
  readonly reason: string;
}

export interface LeftMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly errorCode: number;
}

export interface LeaveGroupResponse {
  /** Of the whole request; then nobody was removed. */
  readonly errorCode: number;
  readonly members: readonly LeftMember[];
}

/**
 * Removes members from a classic group or (Kafka 4.0) a KIP-848 group, at its coordinator, whoever asks (KIP-345, Kafka 2.4).
 *
 * LeaveGroup Request (3..5) => group_id [members]
 *   members => member_id group_instance_id reason(5+)
 * LeaveGroup Response => throttle_time_ms error_code [members]
 *   members => member_id group_instance_id error_code
 *
 * 3 several members, 4 flexible, 5 reason (KIP-800).
 */
export const LEAVE_GROUP: KafkaApi<LeaveGroupRequest, LeaveGroupResponse> = {
  key: 13,
  name: 'LeaveGroup',
  minVersion: 3,
  maxVersion: 5,
  flexibleFrom: 4,

  encode(writer, { groupId, members, reason }, version) {
    const flexible = version >= 4;
    writer.string(groupId, flexible);
    writer.arrayCount(members.length, flexible);
    for (const { memberId, groupInstanceId } of members) {
      writer.string(memberId, flexible);
      writer.nullableString(groupInstanceId, flexible);
      if (version >= 5) writer.nullableString(reason, true);
      if (flexible) writer.noTaggedFields();
    }
    if (flexible) writer.noTaggedFields();
  },

  decode(reader, version) {
    const flexible = version >= 4;
    reader.skip(4);
    const errorCode = reader.int16();
    const members: LeftMember[] = [];
    for (let count = reader.arrayCount(flexible ? 5 : 6, flexible, 1.5); count > 0; count -= 1) {
      members.push({ memberId: reader.string(flexible), groupInstanceId: reader.nullableString(flexible), errorCode: reader.int16() });
      if (flexible) reader.skipTaggedFields();
    }
    if (flexible) reader.skipTaggedFields();
    return { errorCode, members };
  },
};
