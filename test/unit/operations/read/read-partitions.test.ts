import { expect, test } from 'vitest';
import type { ClusterClient } from '../../../../src/main/kafka/cluster-client';
import { KafkaFailure } from '../../../../src/main/kafka/errors';
import { DESCRIBE_CONFIGS } from '../../../../src/main/kafka/protocol/apis/describe-configs';
import type { ListOffsetsRequest, ListOffsetsResponse } from '../../../../src/main/kafka/protocol/apis/list-offsets';
import type { Metadata } from '../../../../src/main/kafka/protocol/apis/metadata';
import { readPartitions } from '../../../../src/main/operations/read/read-partitions';
import type { ResolvedRequest } from '../../../../src/shared/reset';

const OPTIONS = { signal: new AbortController().signal, timeoutMs: 1_000 };
const REQUEST: ResolvedRequest = { groupIds: ['g'], target: { kind: 'to-earliest' }, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false };
const METADATA: Metadata = {
  clusterId: 'c', controllerId: 1, brokers: [],
  topics: [{ errorCode: 0, topic: 't', topicId: 'id', internal: false, partition: Int32Array.of(0, 1), leader: Int32Array.of(1, 2), leaderEpoch: Int32Array.of(0, 0), errorCodes: Int16Array.of(0, 0) }],
};
const WANTED = [0, 1].map((partition) => ({ topic: 't', partition }));
const NOW = 1_000_000_000;

test('a leader that does not answer is not asked again for what only warns, and hides nothing of the others', async () => {
  const { client, asked } = clusterWhere({ silentLeader: 2, configs: new Map([['cleanup.policy', 'compact,delete'], ['retention.ms', '1000'], ['retention.bytes', '-1']]) });
  const { factsOf, failure } = await readPartitions(client, METADATA, WANTED, REQUEST, NOW, OPTIONS);
  expect(failure).toBeNull();
  expect(factsOf('t', 0)).toEqual({ topic: 't', partition: 0, logStart: { offset: 10, leaderEpoch: 3 }, logEnd: { offset: 90, leaderEpoch: 3 }, lastStable: { offset: 80, leaderEpoch: 3 }, topicId: 'id', compacted: true, retentionEdge: 50, atTime: null, failure: null });
  expect(factsOf('t', 1)).toMatchObject({ logStart: null, logEnd: null, lastStable: null, compacted: true, retentionEdge: null, failure: { scope: 'partition t-1', code: 'SILENT' } });
  expect(asked(1)).toEqual(['earliest', 'latest', 'last-stable', NOW - 900]);
  expect(asked(2)).toEqual(['earliest', 'latest', 'last-stable']);
});

test('without the topic’s settings all else is known, and what is not is said once', async () => {
  const { client } = clusterWhere({ silentLeader: null, configs: null });
  const { factsOf, failure } = await readPartitions(client, METADATA, WANTED, REQUEST, NOW, OPTIONS);
  expect(failure).toMatchObject({ scope: 'topic t', code: 'SILENT' });
  expect(WANTED.map(({ topic, partition }) => factsOf(topic, partition))).toMatchObject([{ compacted: null, retentionEdge: null, failure: null }, { compacted: null, retentionEdge: null, failure: null }]);
});

/** Broker 1 leads t-0, broker 2 t-1; every log goes from 10 to 90, is stable up to 80, and has its first young record at 50. */
function clusterWhere({ silentLeader, configs }: { readonly silentLeader: number | null; readonly configs: ReadonlyMap<string, string> | null }): { readonly client: ClusterClient; asked(nodeId: number): readonly ListOffsetsRequest['timestamp'][] } {
  const requests: (readonly [nodeId: number, timestamp: ListOffsetsRequest['timestamp']])[] = [];
  const send = (nodeId: number, api: { readonly key: number }, request: unknown): Promise<unknown> => {
    const silence = Promise.reject(new KafkaFailure('SILENT', `Broker ${nodeId} does not answer.`));
    silence.catch(() => undefined);
    if (api.key === DESCRIBE_CONFIGS.key) return configs === null ? silence : Promise.resolve({ resources: [{ resource: 't', errorCode: 0, errorMessage: null, configs }] });
    const { timestamp } = request as ListOffsetsRequest;
    requests.push([nodeId, timestamp]);
    return nodeId === silentLeader ? silence : Promise.resolve(answer(nodeId - 1, timestamp));
  };
  return { client: { send, brokers: [1, 2].map((nodeId) => ({ nodeId, host: 'h', port: 1, rack: null })) } as unknown as ClusterClient, asked: (nodeId) => requests.flatMap(([to, timestamp]) => (to === nodeId ? [timestamp] : [])) };
}

function answer(partition: number, timestamp: ListOffsetsRequest['timestamp']): ListOffsetsResponse {
  const offset = timestamp === 'earliest' ? 10 : timestamp === 'latest' ? 90 : timestamp === 'last-stable' ? 80 : 50;
  return { topics: [{ topic: 't', from: 0, to: 1 }], partition: Int32Array.of(partition), errorCode: Int16Array.of(0), offset: Float64Array.of(offset), timestamp: Float64Array.of(-1), leaderEpoch: Int32Array.of(3) };
}
