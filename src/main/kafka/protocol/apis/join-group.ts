import type { KafkaApi } from '../api';
import type { Reader } from '../reader';

export interface JoinGroupRequest {
  readonly groupId: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  /** '' asks for an id, which is answered with MEMBER_ID_REQUIRED. */
  readonly memberId: string;
  readonly protocolType: string;
  readonly protocols: readonly { readonly name: string; readonly metadata: Uint8Array }[];
  /** Told from version 8 on. */
  readonly reason: string;
}

/** Generation, leader and members are left out: whoever joins here never stays. */
export interface JoinGroupResponse {
  readonly errorCode: number;
  readonly memberId: string;
}

/**
 * Joins a classic group as a dynamic member: never with an instance id, which would take over a static member's place. The answer comes
 * when the rebalance that it causes has all members, or when the member leaves: until then it holds up its connection.
 *
 * JoinGroup Request (4..9) => group_id session_timeout_ms rebalance_timeout_ms member_id group_instance_id(5+) protocol_type [protocols] reason(8+)
 *   protocols => name metadata
 * JoinGroup Response => throttle_time_ms error_code generation_id protocol_type(7+) protocol_name leader skip_assignment(9+) member_id [members]
 *   members => member_id group_instance_id(5+) metadata
 *
 * 4 MEMBER_ID_REQUIRED (KIP-394): before it, one request already begins a rebalance under an id that nobody knows yet. 5 static members, 6 flexible, 8 reason (KIP-800).
 */
export const JOIN_GROUP: KafkaApi<JoinGroupRequest, JoinGroupResponse> = {
  key: 11,
  name: 'JoinGroup',
  minVersion: 4,
  maxVersion: 9,
  flexibleFrom: 6,

  encode(writer, request, version) {
    const flexible = version >= 6;
    writer.string(request.groupId, flexible);
    writer.int32(request.sessionTimeoutMs);
    writer.int32(request.rebalanceTimeoutMs);
    writer.string(request.memberId, flexible);
    if (version >= 5) writer.nullableString(null, flexible);
    writer.string(request.protocolType, flexible);
    writer.arrayCount(request.protocols.length, flexible);
    for (const { name, metadata } of request.protocols) {
      writer.string(name, flexible);
      writer.bytes(metadata, flexible);
      if (flexible) writer.noTaggedFields();
    }
    if (version >= 8) writer.nullableString(request.reason, true);
    if (flexible) writer.noTaggedFields();
  },

  decode(reader, version) {
    const flexible = version >= 6;
    reader.skip(4);
    const errorCode = reader.int16();
    reader.skip(4);
    if (version >= 7) reader.nullableString(true);
    if (version >= 7) reader.nullableString(true);
    else reader.string(flexible);
    reader.string(flexible);
    if (version >= 9) reader.boolean();
    const memberId = reader.string(flexible);
    skipMembers(reader, version);
    if (flexible) reader.skipTaggedFields();
    return { errorCode, memberId };
  },
};

function skipMembers(reader: Reader, version: number): void {
  const flexible = version >= 6;
  for (let count = reader.arrayCount(flexible ? 3 : 6, flexible); count > 0; count -= 1) {
    reader.string(flexible);
    if (version >= 5) reader.nullableString(flexible);
    reader.bytes(flexible);
    if (flexible) reader.skipTaggedFields();
  }
}
