import { expect, test } from 'vitest';
import { TOPIC_REPLICAS } from '../../../../src/main/kafka/protocol/apis/topic-replicas';
import { Reader } from '../../../../src/main/kafka/protocol/reader';
import { GOLDENS } from './golden';

test.each(GOLDENS.filter(({ api, kind }) => api === 'Metadata' && kind === 'response'))('$title is decoded as Kafka does', ({ version, bytes, value }) => {
  const reader = new Reader(bytes);
  expect(TOPIC_REPLICAS.decode(reader, version)).toEqual({
    brokers: value.structures('brokers').map((broker) => ({ nodeId: broker.number('nodeId'), rack: broker.textOrNull('rack') })),
    topics: value
      .structures('topics')
      .filter((topic) => !topic.isNull('name'))
      .map((topic) => ({
        errorCode: topic.number('errorCode'),
        topic: topic.text('name'),
        partitions: topic.structures('partitions').map((row) => ({ partition: row.number('partitionIndex'), replicas: row.numbers('replicaNodes') })),
      })),
  });
  expect(reader.remaining).toBe(0);
});
