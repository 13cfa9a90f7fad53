import type { KafkaApi } from '../../../src/main/kafka/protocol/api';

export interface StreamsHeartbeat {
  readonly groupId: string;
  readonly memberId: string;
  /** 0 joins, -1 leaves. */
  readonly memberEpoch: number;
  readonly sourceTopic: string;
}

/**
 * StreamsGroupHeartbeat (KIP-1071, version 0) as far as a member needs that joins and leaves: what makes a group a streams group without the
 * library. Gives the error as text.
 */
export const STREAMS_GROUP_HEARTBEAT: KafkaApi<StreamsHeartbeat, { readonly errorCode: number; readonly message: string | null }> = {
  key: 88,
  name: 'StreamsGroupHeartbeat',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,

  encode(writer, { groupId, memberId, memberEpoch, sourceTopic }) {
    const joins = memberEpoch === 0;
    writer.string(groupId, true);
    writer.string(memberId, true);
    writer.int32(memberEpoch);
    writer.int32(0); // endpoint information epoch
    writer.nullableString(null, true); // instance id
    writer.nullableString(null, true); // rack id
    writer.int32(joins ? 30_000 : -1); // rebalance time-out
    writer.int8(joins ? 1 : -1); // topology
    if (joins) {
      writer.int32(0); // its epoch
      writer.arrayCount(1, true);
      writer.string('0', true);
      writer.stringArray([sourceTopic], true);
      for (let list = 0; list < 5; list += 1) writer.arrayCount(0, true);
      writer.noTaggedFields();
      writer.noTaggedFields();
    }
    for (let tasks = 0; tasks < 3; tasks += 1) writer.arrayCount(joins ? 0 : -1, true);
    writer.nullableString(joins ? 'process' : null, true);
    writer.int8(-1); // user endpoint
    for (let list = 0; list < 3; list += 1) writer.nullArray(true);
    writer.boolean(false);
    writer.noTaggedFields();
  },

  decode(reader) {
    reader.skip(4);
    const errorCode = reader.int16();
    const message = reader.nullableString(true);
    reader.skip(reader.remaining);
    return { errorCode, message };
  },
};
