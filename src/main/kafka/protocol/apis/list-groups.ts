import type { KafkaApi } from '../api';

/** Every listed group becomes a record with columns of its own: at most 50,000 of one broker are read. */
const GROUP_COST = 4;

/** Filters; an empty list is no filter. */
export interface ListGroupsRequest {
  /** Sent from version 4 on; before, all groups are listed. */
  readonly states: readonly string[];
  /** Sent from version 5 on; before, all groups are listed. */
  readonly types: readonly string[];
}

export interface ListGroupsResponse {
  readonly errorCode: number;
  readonly groups: readonly {
    readonly groupId: string;
    readonly protocolType: string;
    /** Null before version 4 (Kafka 2.6). */
    readonly groupState: string | null;
    /** Null before version 5 (Kafka 3.8). */
    readonly groupType: string | null;
  }[];
}

/**
 * The groups that the asked broker coordinates and that we may describe. Without any right the list is empty and the
 * error code 0.
 *
 * ListGroups Request (2..5) => [states_filter](4+) [types_filter](5+)
 * ListGroups Response => throttle_time_ms error_code [groups]
 *   groups => group_id protocol_type group_state(4+) group_type(5+)
 *
 * 3 flexible, 4 states (KIP-518), 5 types (KIP-848).
 */
export const LIST_GROUPS: KafkaApi<ListGroupsRequest, ListGroupsResponse> = {
  key: 16,
  name: 'ListGroups',
  minVersion: 2,
  maxVersion: 5,
  flexibleFrom: 3,

  encode(writer, request, version) {
    if (version >= 4) writer.stringArray(request.states, true);
    if (version >= 5) writer.stringArray(request.types, true);
    if (version >= 3) writer.noTaggedFields();
  },

  decode(reader, version) {
    const flexible = version >= 3;
    reader.skip(4);
    const errorCode = reader.int16();
    const groups: ListGroupsResponse['groups'][number][] = [];
    for (let count = reader.arrayCount(flexible ? 3 : 4, flexible, GROUP_COST); count > 0; count -= 1) {
      groups.push({
        groupId: reader.string(flexible),
        protocolType: reader.string(flexible),
        groupState: version >= 4 ? reader.string(true) : null,
        groupType: version >= 5 ? reader.string(true) : null,
      });
      if (flexible) reader.skipTaggedFields();
    }
    if (flexible) reader.skipTaggedFields();
    return { errorCode, groups };
  },
};
