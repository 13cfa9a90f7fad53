import { expect, test } from 'vitest';
import type { ClusterClient } from '../../../../src/main/kafka/cluster-client';
import { KafkaFailure } from '../../../../src/main/kafka/errors';
import type { ProduceResponse } from '../../../../src/main/kafka/protocol/apis/produce';
import { produceRecords } from '../../../../src/main/operations/records/produce';

const NOT_LEADER = 6;
const REQUEST_TIMED_OUT = 7;
const TOO_LARGE = 10;
const AFTER_APPEND = 20;
const RECORD = { key: null, value: new Uint8Array(3), headers: [] };
const CALLS = { signal: new AbortController().signal, timeoutMs: 1_000 };

type Answer = number | KafkaFailure;

test('what is certainly not written is tried again', async () => {
  const { client, sent } = leader([NOT_LEADER, 0]);
  expect(await produceRecords(client, 'audit', [RECORD], CALLS)).toEqual({ partition: 0, offset: 17 });
  expect(sent()).toBe(2);
});

test.each<readonly [string, Answer]>([
  ['the broker’s own time ran out', REQUEST_TIMED_OUT],
  ['the replicas did not get it', AFTER_APPEND],
  ['the connection broke', new KafkaFailure('CLOSED', 'The connection was closed.')],
  ['no answer came in time', new KafkaFailure('TIMED_OUT', 'It took too long.')],
])('where %s nobody knows, and nothing is tried again', async (_what, answer) => {
  const { client, sent } = leader([answer, 0]);
  await expect(produceRecords(client, 'audit', [RECORD], CALLS)).rejects.toMatchObject({ code: 'WRITE_UNKNOWN' });
  expect(sent()).toBe(1);
});

test('a refusal is said as it is', async () => {
  const { client, sent } = leader([TOO_LARGE, 0]);
  await expect(produceRecords(client, 'audit', [RECORD], CALLS)).rejects.toMatchObject({ code: 'MESSAGE_TOO_LARGE' });
  expect(sent()).toBe(1);
});

test('a cancellation before it is sent writes nothing, one after it comes too late', async () => {
  const controller = new AbortController();
  const late = leader([0], () => controller.abort());
  expect(await produceRecords(late.client, 'audit', [RECORD], { ...CALLS, signal: controller.signal })).toEqual({ partition: 0, offset: 17 });
  const early = leader([0]);
  await expect(produceRecords(early.client, 'audit', [RECORD], { ...CALLS, signal: controller.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
  expect([late.sent(), early.sent()]).toEqual([1, 0]);
});

/** A client of one broker that leads one partition and answers each Produce with the next of these; `meanwhile`: what happens while it does. */
function leader(answers: readonly Answer[], meanwhile = (): void => undefined): { readonly client: ClusterClient; sent(): number } {
  let sent = 0;
  const topic = { topic: 'audit', topicId: null, errorCode: 0, internal: false, partition: Int32Array.of(0), leader: Int32Array.of(1), leaderEpoch: Int32Array.of(0), errorCodes: Int16Array.of(0) };
  const client = {
    readMetadata: () => Promise.resolve({ clusterId: null, controllerId: 1, brokers: [], topics: [topic] }),
    versionOf: () => Promise.resolve(9),
    send: (_nodeId: number, _api: unknown, _request: unknown, { signal }: typeof CALLS): Promise<ProduceResponse> => {
      meanwhile();
      if (signal.aborted) return Promise.reject(new KafkaFailure('CANCELLED', 'The call was cancelled.'));
      const answer = answers[sent] ?? 0;
      sent += 1;
      return answer instanceof KafkaFailure ? Promise.reject(answer) : Promise.resolve({ errorCode: answer, baseOffset: answer === 0 ? 17 : -1, errorMessage: null });
    },
  };
  return { client: client as unknown as ClusterClient, sent: () => sent };
}
