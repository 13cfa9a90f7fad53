import type { KafkaApi } from '../api';
import type { Reader } from '../reader';

export interface Coordinator {
  /** Null before version 4, which answers for the one group asked. */
  readonly groupId: string | null;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** -1 beside an error. */
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
}

/**
 * Which broker coordinates a group (key type 0). Before version 4 exactly one group a request: encode throws a plain
 * Error for another number.
 *
 * FindCoordinator Request (2..3) => key key_type
 * FindCoordinator Request (4..6) => key_type [coordinator_keys]
 * FindCoordinator Response (2..3) => throttle_time_ms error_code error_message node_id host port
 * FindCoordinator Response (4..6) => throttle_time_ms [coordinators]
 *   coordinators => key node_id host port error_code error_message
 *
 * 3 flexible, 4 many keys (KIP-699), 5 a new error for transactions, 6 a key type for share state: nothing for groups.
 */
export const FIND_COORDINATOR: KafkaApi<{ readonly groupIds: readonly string[] }, { readonly coordinators: readonly Coordinator[] }> = {
  key: 10,
  name: 'FindCoordinator',
  minVersion: 2,
  maxVersion: 6,
  flexibleFrom: 3,

  encode(writer, request, version) {
    if (version >= 4) {
      writer.int8(0);
      writer.stringArray(request.groupIds, true);
    } else {
      const [groupId] = request.groupIds;
      if (groupId === undefined || request.groupIds.length > 1) throw new Error(`FindCoordinator v${version} takes exactly one group`);
      writer.string(groupId, version >= 3);
      writer.int8(0);
    }
    if (version >= 3) writer.noTaggedFields();
  },

  decode(reader, version) {
    reader.skip(4);
    const coordinators: Coordinator[] = [];
    if (version >= 4) {
      for (let count = reader.arrayCount(14, true); count > 0; count -= 1) coordinators.push(decodeKeyed(reader));
    } else {
      coordinators.push(decodeSingle(reader, version >= 3));
    }
    if (version >= 3) reader.skipTaggedFields();
    return { coordinators };
  },
};

function decodeKeyed(reader: Reader): Coordinator {
  const groupId = reader.string(true);
  const nodeId = reader.int32();
  const host = reader.string(true);
  const port = reader.int32();
  const errorCode = reader.int16();
  const errorMessage = reader.nullableString(true);
  reader.skipTaggedFields();
  return { groupId, errorCode, errorMessage, nodeId, host, port };
}

function decodeSingle(reader: Reader, flexible: boolean): Coordinator {
  const errorCode = reader.int16();
  const errorMessage = reader.nullableString(flexible);
  return { groupId: null, errorCode, errorMessage, nodeId: reader.int32(), host: reader.string(flexible), port: reader.int32() };
}
