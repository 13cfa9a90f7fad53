import type { KafkaApi } from '../api';
import type { Reader } from '../reader';
import { readClientHost } from './client-host';

export interface DescribedMember {
  readonly memberId: string;
  /** Null for a dynamic member, and before version 4 (Kafka 2.4). */
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly host: string;
  /** For decodeSubscription. No bytes while the group is not Stable: then not known. A view into the frame. */
  readonly metadata: Uint8Array;
  /** For decodeAssignment. No bytes: nothing assigned if the group is Stable, else not known. A view into the frame. */
  readonly assignment: Uint8Array;
}

export interface DescribedGroup {
  readonly errorCode: number;
  /** Null before version 6 (Kafka 4.0) and where the broker gives none. */
  readonly errorMessage: string | null;
  readonly groupId: string;
  /** The broker's word. `Dead` also stands for a group that does not exist or is not a classic one. */
  readonly groupState: string;
  readonly protocolType: string;
  /** The assignor that the group agreed on; '' while there is none. */
  readonly assignor: string;
  readonly members: readonly DescribedMember[];
}

/**
 * Classic groups, at their coordinator.
 *
 * DescribeGroups Request (2..6) => [groups] include_authorized_operations(3+)
 * DescribeGroups Response => throttle_time_ms [groups]
 *   groups => error_code error_message(6+) group_id group_state protocol_type protocol_data [members]
 *       authorized_operations(3+)
 *     members => member_id group_instance_id(4+) client_id client_host member_metadata member_assignment
 *
 * 3 authorised operations, 4 static membership (KIP-345), 5 flexible, 6 GROUP_ID_NOT_FOUND with a message in place of
 * `Dead` (KIP-1043).
 */
export const DESCRIBE_GROUPS: KafkaApi<{ readonly groupIds: readonly string[] }, { readonly groups: readonly DescribedGroup[] }> = {
  key: 15,
  name: 'DescribeGroups',
  minVersion: 2,
  maxVersion: 6,
  flexibleFrom: 5,

  encode(writer, request, version) {
    writer.stringArray(request.groupIds, version >= 5);
    if (version >= 3) writer.boolean(false);
    if (version >= 5) writer.noTaggedFields();
  },

  decode(reader, version) {
    const flexible = version >= 5;
    reader.skip(4);
    const groups: DescribedGroup[] = [];
    for (let count = reader.arrayCount(flexible ? 8 : 14, flexible); count > 0; count -= 1) groups.push(decodeGroup(reader, version));
    if (flexible) reader.skipTaggedFields();
    return { groups };
  },
};

function decodeGroup(reader: Reader, version: number): DescribedGroup {
  const flexible = version >= 5;
  const errorCode = reader.int16();
  const errorMessage = version >= 6 ? reader.nullableString(true) : null;
  const groupId = reader.string(flexible);
  const groupState = reader.string(flexible);
  const protocolType = reader.string(flexible);
  const assignor = reader.string(flexible);
  const members: DescribedMember[] = [];
  for (let count = reader.arrayCount(flexible ? 7 : 14, flexible, 1.5); count > 0; count -= 1) members.push(decodeMember(reader, version));
  if (version >= 3) reader.skip(4);
  if (flexible) reader.skipTaggedFields();
  return { errorCode, errorMessage, groupId, groupState, protocolType, assignor, members };
}

function decodeMember(reader: Reader, version: number): DescribedMember {
  const flexible = version >= 5;
  const member: DescribedMember = {
    memberId: reader.string(flexible),
    groupInstanceId: version >= 4 ? reader.nullableString(flexible) : null,
    clientId: reader.string(flexible),
    host: readClientHost(reader, flexible),
    metadata: reader.bytes(flexible),
    assignment: reader.bytes(flexible),
  };
  if (flexible) reader.skipTaggedFields();
  return member;
}
