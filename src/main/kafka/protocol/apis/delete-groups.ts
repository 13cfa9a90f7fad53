import type { KafkaApi } from '../api';

export interface DeletedGroup {
  readonly groupId: string;
  readonly errorCode: number;
}

/**
 * Deletes groups without members, with their offsets, at their coordinator.
 *
 * DeleteGroups Request (1..2) => [groups_names]
 * DeleteGroups Response (1..2) => throttle_time_ms [results]
 *   results => group_id error_code
 *
 * 2 flexible.
 */
export const DELETE_GROUPS: KafkaApi<{ readonly groupIds: readonly string[] }, { readonly groups: readonly DeletedGroup[] }> = {
  key: 42,
  name: 'DeleteGroups',
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 2,

  encode(writer, { groupIds }, version) {
    writer.stringArray(groupIds, version >= 2);
    if (version >= 2) writer.noTaggedFields();
  },

  decode(reader, version) {
    const flexible = version >= 2;
    reader.skip(4);
    const groups: DeletedGroup[] = [];
    for (let count = reader.arrayCount(4, flexible); count > 0; count -= 1) {
      groups.push({ groupId: reader.string(flexible), errorCode: reader.int16() });
      if (flexible) reader.skipTaggedFields();
    }
    if (flexible) reader.skipTaggedFields();
    return { groups };
  },
};
