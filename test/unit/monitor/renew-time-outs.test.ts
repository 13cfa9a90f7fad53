import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ClusterClient } from '../../../src/main/kafka/cluster-client';
import { DESCRIBE_CONFIGS } from '../../../src/main/kafka/protocol/apis/describe-configs';
import { CloseWatch } from '../../../src/main/monitor/close-watch';
import { ClusterFacts } from '../../../src/main/monitor/cluster-facts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('time-outs are read once a minute of a group whose page is open, of no other, and beside the rounds', async () => {
  const facts = new ClusterFacts();
  for (const groupId of ['opened', 'other']) facts.group(groupId, 1).groupType = 'consumer';
  const asked: unknown[] = [];
  const told = { value: '45000', errorCode: 0, changes: 0 };
  const client = {
    send: async (_nodeId: number, api: { readonly key: number }, request: { readonly resources: readonly string[] }) => {
      if (api.key !== DESCRIBE_CONFIGS.key) throw new Error('no member is to be described');
      asked.push(request);
      return { resources: request.resources.map((resource) => ({ resource, errorCode: told.errorCode, errorMessage: null, configs: new Map([['consumer.session.timeout.ms', told.value]]) })) };
    },
  } as unknown as ClusterClient;
  const watch = new CloseWatch({ facts: () => ({ client, facts }), options: () => ({ signal: new AbortController().signal, timeoutMs: 1_000 }), changed: () => void (told.changes += 1) });
  const openFor = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      watch.open('opened', 10);
      await vi.advanceTimersByTimeAsync(1_000);
    }
  };
  await openFor(59);
  expect(asked).toEqual([{ kind: 'group', resources: ['opened'], names: ['consumer.session.timeout.ms', 'consumer.heartbeat.interval.ms'] }]);
  expect([facts.group('opened', 1).timeOuts, facts.group('other', 1).timeOuts, facts.looks, told.changes]).toEqual([{ sessionMs: 45_000, heartbeatMs: null }, null, 1, 1]);
  await openFor(60);
  expect([asked.length, told.changes]).toEqual([2, 1]);
  told.errorCode = 30; // the right is taken away
  await openFor(60);
  expect([asked.length, told.changes, facts.group('opened', 1).timeOuts]).toEqual([3, 2, null]);
  watch.close();
});
