import { expect, test } from 'vitest';
import type { ClusterClient } from '../../../../src/main/kafka/cluster-client';
import { KafkaFailure } from '../../../../src/main/kafka/errors';
import type { FetchedPartition, FetchRequest, FetchResponse } from '../../../../src/main/kafka/protocol/apis/fetch';
import type { Metadata } from '../../../../src/main/kafka/protocol/apis/metadata';
import { writeRecordBatch } from '../../../../src/main/kafka/records/write-record-batch';
import { readFirstRecords } from '../../../../src/main/operations/read/read-first-records';

const OPTIONS = { signal: new AbortController().signal, timeoutMs: 1_000 };
/** Partitions 0 to 2 are led by broker 1, 3 by broker 2. */
const METADATA: Metadata = {
  clusterId: 'c', controllerId: 1, brokers: [],
  topics: [{ errorCode: 0, topic: 't', topicId: null, internal: false, partition: Int32Array.of(0, 1, 2, 3), leader: Int32Array.of(1, 1, 1, 2), leaderEpoch: Int32Array.of(0, 0, 0, 0), errorCodes: Int16Array.of(0, 0, 0, 0) }],
};

test('batches that are larger than what is asked for first come in a few more fetches', async () => {
  const { client, requests } = brokers({ 1: answering((partition) => batch(1_000 + partition, 100_000)) });
  const found = await readFirstRecords(client, METADATA, [0, 1, 2].map(at), OPTIONS);
  expect([0, 1, 2].map((partition) => found.get('t', partition))).toEqual([0, 1, 2].map((partition) => ({ offset: 0, timestamp: 1_000 + partition, leaderEpoch: 7 })));
  expect(requests.length).toBeLessThanOrEqual(4);
});

test('a leader that fails hides nothing of the others', async () => {
  const { client } = brokers({ 1: answering(() => batch(5, 10)), 2: () => Promise.reject(new KafkaFailure('SILENT', 'Broker 2 does not answer.')) });
  const found = await readFirstRecords(client, METADATA, [0, 3].map(at), OPTIONS);
  expect([found.get('t', 0), found.get('t', 3)]).toEqual([{ offset: 0, timestamp: 5, leaderEpoch: 7 }, { scope: 'partition t-3', code: 'SILENT', message: 'Broker 2 does not answer.' }]);
});

test('a leader that goes on answering nothing is given up', async () => {
  const { client, requests } = brokers({ 1: answering(() => Buffer.alloc(0)) });
  const found = await readFirstRecords(client, METADATA, [0, 1].map(at), OPTIONS);
  expect([0, 1].map((partition) => found.get('t', partition))).toMatchObject([{ code: 'NO_RECORD_NEAR' }, { code: 'NO_RECORD_NEAR' }]);
  expect(requests.length).toBeLessThanOrEqual(20);
});

test('a time that no calendar knows is none', async () => {
  const { client } = brokers({ 1: answering((partition) => batch(partition === 0 ? 8_640_000_000_000_001 : -1, 10)) });
  const found = await readFirstRecords(client, METADATA, [0, 1].map(at), OPTIONS);
  expect([0, 1].map((partition) => found.get('t', partition))).toMatchObject([{ timestamp: null }, { timestamp: null }]);
});

test('a damaged batch is unknown, and the end of a log is none', async () => {
  const damaged = batch(5, 10);
  damaged[70] = (damaged[70] ?? 0) ^ 0xff;
  const { client } = brokers({ 1: answering((partition) => (partition === 0 ? damaged : Buffer.alloc(0)), 1) });
  const found = await readFirstRecords(client, METADATA, [at(0), { ...at(1), offset: 1 }], OPTIONS);
  expect([found.get('t', 0), found.get('t', 1)]).toMatchObject([{ code: 'DECODE' }, null]);
});

function at(partition: number) {
  return { topic: 't', partition, offset: 0 };
}

/** One record at offset 0 in leader epoch 7. */
function batch(timestamp: number, bytes: number): Buffer {
  const written = writeRecordBatch([{ key: null, value: new Uint8Array(bytes), headers: [] }], timestamp);
  written.writeInt32BE(7, 12);
  return written;
}

type Leader = (request: FetchRequest) => Promise<FetchResponse>;

/** As Kafka does: the first batch of the first partition comes whole, others only if they fit. */
function answering(logOf: (partition: number) => Buffer, highWatermark = 10): Leader {
  return ({ topics }) => {
    let isFirst = true;
    const partitions = topics.flatMap((topic) =>
      topic.partitions.map(({ partition, maxBytes }): FetchedPartition => {
        const log = logOf(partition);
        const records = isFirst || log.length <= maxBytes ? log : Buffer.alloc(0);
        if (records.length > 0) isFirst = false;
        return { topic: topic.topic, partition, errorCode: 0, highWatermark, lastStableOffset: highWatermark, logStartOffset: 0, aborted: [], records };
      }),
    );
    return Promise.resolve({ errorCode: 0, partitions });
  };
}

function brokers(leaders: Readonly<Record<number, Leader>>): { readonly client: ClusterClient; readonly requests: readonly FetchRequest[] } {
  const requests: FetchRequest[] = [];
  const send = (nodeId: number, _api: unknown, request: FetchRequest): Promise<FetchResponse> => {
    requests.push(request);
    return leaders[nodeId]?.(request) ?? Promise.reject(new KafkaFailure('UNREACHABLE_REFUSED', 'No such broker.'));
  };
  return { client: { send } as unknown as ClusterClient, requests };
}
