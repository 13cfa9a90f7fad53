import type { KafkaApi } from '../../../../src/main/kafka/protocol/api';
import { ALTER_SHARE_GROUP_OFFSETS } from '../../../../src/main/kafka/protocol/apis/alter-share-group-offsets';
import { CONSUMER_GROUP_DESCRIBE } from '../../../../src/main/kafka/protocol/apis/consumer-group-describe';
import { decodeAssignment, decodeSubscription } from '../../../../src/main/kafka/protocol/apis/consumer-protocol';
import { DELETE_GROUPS } from '../../../../src/main/kafka/protocol/apis/delete-groups';
import { DESCRIBE_CONFIGS } from '../../../../src/main/kafka/protocol/apis/describe-configs';
import { DESCRIBE_GROUPS } from '../../../../src/main/kafka/protocol/apis/describe-groups';
import { DESCRIBE_SHARE_GROUP_OFFSETS } from '../../../../src/main/kafka/protocol/apis/describe-share-group-offsets';
import { FETCH } from '../../../../src/main/kafka/protocol/apis/fetch';
import { FIND_COORDINATOR } from '../../../../src/main/kafka/protocol/apis/find-coordinator';
import { JOIN_GROUP } from '../../../../src/main/kafka/protocol/apis/join-group';
import { LEAVE_GROUP } from '../../../../src/main/kafka/protocol/apis/leave-group';
import { LIST_GROUPS } from '../../../../src/main/kafka/protocol/apis/list-groups';
import { LIST_OFFSETS } from '../../../../src/main/kafka/protocol/apis/list-offsets';
import { METADATA } from '../../../../src/main/kafka/protocol/apis/metadata';
import { OFFSET_COMMIT } from '../../../../src/main/kafka/protocol/apis/offset-commit';
import { OFFSET_DELETE } from '../../../../src/main/kafka/protocol/apis/offset-delete';
import { OFFSET_FETCH } from '../../../../src/main/kafka/protocol/apis/offset-fetch';
import { PRODUCE } from '../../../../src/main/kafka/protocol/apis/produce';
import { SHARE_GROUP_DESCRIBE } from '../../../../src/main/kafka/protocol/apis/share-group-describe';
import { STREAMS_GROUP_DESCRIBE } from '../../../../src/main/kafka/protocol/apis/streams-group-describe';
import { Reader } from '../../../../src/main/kafka/protocol/reader';
import { Writer } from '../../../../src/main/kafka/protocol/writer';
import type { Fields } from './golden-fields';
import * as requests from './golden-requests';
import * as logs from './golden-log-responses';
import * as members from './golden-member-responses';
import * as responses from './golden-responses';

/** One API with its own request and response types hidden, so that all can stand in one table. */
export interface Codec {
  readonly api: { readonly minVersion: number; readonly maxVersion: number; readonly flexibleFrom: number };
  encode(value: Fields, version: number): Buffer;
  decode(bytes: Uint8Array, version: number): { readonly value: unknown; readonly remaining: number };
  /** The value that `decode` is to give, made from Kafka's. */
  expected(value: Fields, version: number): unknown;
}

export const CODECS: ReadonlyMap<string, Codec> = new Map([
  ['Metadata', codec(METADATA, requests.metadata, responses.metadata)],
  ['ListGroups', codec(LIST_GROUPS, requests.listGroups, responses.listGroups)],
  ['DescribeGroups', codec(DESCRIBE_GROUPS, requests.describeGroups, responses.describeGroups)],
  ['ConsumerGroupDescribe', codec(CONSUMER_GROUP_DESCRIBE, requests.describeModernGroups, responses.consumerGroupDescribe)],
  ['ShareGroupDescribe', codec(SHARE_GROUP_DESCRIBE, requests.describeModernGroups, responses.shareGroupDescribe)],
  ['StreamsGroupDescribe', codec(STREAMS_GROUP_DESCRIBE, requests.describeModernGroups, responses.streamsGroupDescribe)],
  ['DescribeShareGroupOffsets', codec(DESCRIBE_SHARE_GROUP_OFFSETS, requests.describeShareGroupOffsets, responses.describeShareGroupOffsets)],
  ['OffsetFetch', codec(OFFSET_FETCH, requests.offsetFetch, responses.offsetFetch)],
  ['ListOffsets', codec(LIST_OFFSETS, requests.listOffsets, responses.listOffsets)],
  ['DescribeConfigs', codec(DESCRIBE_CONFIGS, requests.describeConfigs, logs.describeConfigs)],
  ['Fetch', codec(FETCH, requests.fetch, logs.fetch)],
  ['Produce', codec(PRODUCE, requests.produce, logs.produce)],
  ['OffsetCommit', codec(OFFSET_COMMIT, requests.offsetCommit, responses.offsetCommit)],
  ['OffsetDelete', codec(OFFSET_DELETE, requests.offsetDelete, responses.offsetDelete)],
  ['JoinGroup', codec(JOIN_GROUP, requests.joinGroup, members.joinGroup)],
  ['LeaveGroup', codec(LEAVE_GROUP, requests.leaveGroup, members.leaveGroup)],
  ['DeleteGroups', codec(DELETE_GROUPS, requests.deleteGroups, responses.deleteGroups)],
  ['AlterShareGroupOffsets', codec(ALTER_SHARE_GROUP_OFFSETS, requests.alterShareGroupOffsets, responses.alterShareGroupOffsets)],
  ['FindCoordinator', codec(FIND_COORDINATOR, requests.findCoordinator, responses.findCoordinator)],
]);

export const BLOBS: ReadonlyMap<string, (bytes: Uint8Array) => unknown> = new Map<string, (bytes: Uint8Array) => unknown>([
  ['ConsumerProtocolSubscription', decodeSubscription],
  ['ConsumerProtocolAssignment', decodeAssignment],
]);

function codec<Request, Response>(
  api: KafkaApi<Request, Response>,
  request: (value: Fields, version: number) => Request,
  expected: (value: Fields, version: number) => Response,
): Codec {
  return {
    api,
    encode(value, version) {
      const writer = new Writer(16);
      api.encode(writer, request(value, version), version);
      return writer.finish();
    },
    decode(bytes, version) {
      const reader = new Reader(bytes);
      const value = api.decode(reader, version);
      return { value, remaining: reader.remaining };
    },
    expected,
  };
}
