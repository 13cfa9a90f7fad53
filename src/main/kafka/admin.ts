import type { CallOptions, ClusterClient } from './cluster-client';
import { KafkaFailure } from './errors';
import type { ApiResponse, KafkaApi } from './protocol/api';
import { CONSUMER_GROUP_DESCRIBE, type DescribedConsumerGroup } from './protocol/apis/consumer-group-describe';
import { DESCRIBE_GROUPS, type DescribedGroup } from './protocol/apis/describe-groups';
import { DESCRIBE_SHARE_GROUP_OFFSETS, type ShareGroupOffsets } from './protocol/apis/describe-share-group-offsets';
import { LIST_GROUPS, type ListGroupsResponse } from './protocol/apis/list-groups';
import { OFFSET_FETCH, offsetFetchFrom, type OffsetFetchResponse, type RememberedAnswers } from './protocol/apis/offset-fetch';
import { SHARE_GROUP_DESCRIBE } from './protocol/apis/share-group-describe';
import { STREAMS_GROUP_DESCRIBE, type DescribedStreamsGroup } from './protocol/apis/streams-group-describe';

type Describing = Pick<ClusterClient, 'send' | 'versionOf'>;
export type DescribedShareGroup = ApiResponse<typeof SHARE_GROUP_DESCRIBE>['groups'][number];

/** First OffsetFetch version that takes many groups in one request (Kafka 3.0, KIP-709). */
const MANY_GROUPS_VERSION = 8;
const MOST_SINGLE_REQUESTS_IN_FLIGHT = 20;

/** The groups that this broker coordinates, with states from 2.6 on and types from 3.8 on. Rejects with KafkaFailure. */
export function listGroups(client: ClusterClient, nodeId: number, options: CallOptions): Promise<ListGroupsResponse> {
  return client.send(nodeId, LIST_GROUPS, { states: [], types: [] }, options);
}

export async function describeClassicGroups(client: Describing, nodeId: number, groupIds: readonly string[], options: CallOptions): Promise<readonly DescribedGroup[]> {
  return (await client.send(nodeId, DESCRIBE_GROUPS, { groupIds }, options)).groups;
}

/** Null: this broker does not offer the API (before 3.7, or switched off). */
export async function describeConsumerGroups(client: Describing, nodeId: number, groupIds: readonly string[], options: CallOptions): Promise<readonly DescribedConsumerGroup[] | null> {
  if ((await client.versionOf(nodeId, CONSUMER_GROUP_DESCRIBE, options)) === null) return null;
  return (await client.send(nodeId, CONSUMER_GROUP_DESCRIBE, { groupIds }, options)).groups;
}

/** Null: this broker does not offer the API. */
export async function describeShareGroups(client: Describing, nodeId: number, groupIds: readonly string[], options: CallOptions): Promise<readonly DescribedShareGroup[] | null> {
  if ((await client.versionOf(nodeId, SHARE_GROUP_DESCRIBE, options)) === null) return null;
  return (await client.send(nodeId, SHARE_GROUP_DESCRIBE, { groupIds }, options)).groups;
}

/** Null: this broker does not offer the API (before 4.1). */
export async function describeStreamsGroups(client: Describing, nodeId: number, groupIds: readonly string[], options: CallOptions): Promise<readonly DescribedStreamsGroup[] | null> {
  if ((await client.versionOf(nodeId, STREAMS_GROUP_DESCRIBE, options)) === null) return null;
  return (await client.send(nodeId, STREAMS_GROUP_DESCRIBE, { groupIds }, options)).groups;
}

/** Start offsets of share groups. Null: this broker does not offer the API. */
export async function describeShareGroupOffsets(client: ClusterClient, nodeId: number, groupIds: readonly string[], options: CallOptions): Promise<readonly ShareGroupOffsets[] | null> {
  if ((await client.versionOf(nodeId, DESCRIBE_SHARE_GROUP_OFFSETS, options)) === null) return null;
  return (await client.send(nodeId, DESCRIBE_SHARE_GROUP_OFFSETS, { groupIds }, options)).groups;
}

/** What becomes of the answers to fetchCommittedOffsets. */
export interface OffsetsWanted {
  onAnswer(groupIds: readonly string[], response: OffsetFetchResponse): void;
  onFailure(groupIds: readonly string[], error: unknown): void;
  onSent?(groupIds: readonly string[], connection: object): void;
  readonly remembered?: RememberedAnswers | null;
}

/**
 * All committed offsets of the groups, in as few requests as this broker can answer: one for all, or (before 3.0)
 * one for each, pipelined. What is in `remembered` (null: nothing) is not read again. `onAnswer` gets each answer as it comes; `onFailure` the groups that got none;
 * `onSent` the connection that some were asked for over, again where they are asked for anew.
 */
export async function fetchCommittedOffsets(
  client: ClusterClient,
  nodeId: number,
  groupIds: readonly string[],
  options: CallOptions,
  { onAnswer, onFailure, onSent, remembered = null }: OffsetsWanted,
): Promise<void> {
  const api = remembered === null ? OFFSET_FETCH : offsetFetchFrom(remembered);
  const ask = async (asked: readonly string[]): Promise<void> => {
    try {
      onAnswer(asked, await client.send(nodeId, api, { groupIds: asked }, { ...options, onSent: (connection) => onSent?.(asked, connection) }));
    } catch (error) {
      onFailure(asked, error);
    }
  };
  let version: number | null;
  try {
    version = await client.versionOf(nodeId, OFFSET_FETCH, options);
    if (version === null) throw unsupported(nodeId, OFFSET_FETCH);
  } catch (error) {
    return onFailure(groupIds, error);
  }
  if (version >= MANY_GROUPS_VERSION) return ask(groupIds);
  const rest = [...groupIds];
  const worker = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await ask([next]);
  };
  await Promise.all(Array.from({ length: Math.min(MOST_SINGLE_REQUESTS_IN_FLIGHT, rest.length) }, worker));
}

function unsupported<Request, Response>(nodeId: number, api: KafkaApi<Request, Response>): KafkaFailure {
  return new KafkaFailure('UNSUPPORTED_VERSION', `Broker ${nodeId} offers no version of ${api.name} that Offsight speaks.`, {
    advice: 'Offsight serves Kafka 2.1 and newer.',
    retriable: false,
  });
}
