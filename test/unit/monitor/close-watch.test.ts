import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ClusterClient } from '../../../src/main/kafka/cluster-client';
import { CloseWatch } from '../../../src/main/monitor/close-watch';
import { ClusterFacts } from '../../../src/main/monitor/cluster-facts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Groups g-0, g-1, … of broker 1; `asked`: the group ids of each DescribeGroups. */
function watching(groups: number) {
  const facts = new ClusterFacts();
  facts.broker(1);
  for (let index = 0; index < groups; index += 1) facts.group(`g-${index}`, 1).groupType = 'classic';
  const asked: (readonly string[])[] = [];
  const told = { groupState: 'Stable', changes: 0, held: Promise.resolve(), tookMs: 0 };
  const client = {
    send: async (_nodeId: number, _api: unknown, { groupIds }: { readonly groupIds: readonly string[] }) => {
      asked.push(groupIds);
      await told.held;
      if (told.tookMs > 0) await new Promise((resolve) => setTimeout(resolve, told.tookMs));
      return { groups: groupIds.map((groupId) => ({ errorCode: 0, errorMessage: null, groupId, groupState: told.groupState, protocolType: 'consumer', assignor: 'range', members: [] })) };
    },
  } as unknown as ClusterClient;
  const watch = new CloseWatch({ facts: () => ({ client, facts }), options: () => ({ signal: new AbortController().signal, timeoutMs: 1_000 }), changed: () => void (told.changes += 1) });
  return { facts, asked, told, watch };
}

test('an opened group is described twice a second while it is open, and only then', async () => {
  const { asked, watch, facts, told } = watching(2);
  watch.open('g-1', 2_100);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toEqual(Array.from({ length: 5 }, () => ['g-1']));
  expect([facts.looks, watch.everyMs('g-1'), told.changes]).toEqual([5, null, 1]);
  watch.open('g-1', 400);
  expect([watch.everyMs('g-1'), watch.everyMs('g-0')]).toEqual([500, null]);
  watch.close();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked.length).toBe(6);
});

test('four groups at most, the last opened first; looks never overlap', async () => {
  const { asked, watch, told } = watching(9);
  for (let index = 0; index < 9; index += 1) watch.open(`g-${index}`, 60_000);
  let answer = (): void => undefined;
  told.held = new Promise((resolve) => {
    answer = resolve;
  });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked.length).toBe(2); // opened one by one: the first look was begun with the first
  answer();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked[asked.length - 1]).toEqual(['g-8', 'g-7', 'g-6', 'g-5']);
  watch.close();
});

test('slow looks come once a second at most, and that is what is told of them', async () => {
  const { asked, watch, told } = watching(1);
  const rate = async (tookMs: number): Promise<unknown> => {
    told.tookMs = tookMs;
    await vi.advanceTimersByTimeAsync(6_000);
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(6_000);
    return [asked.length - before, watch.everyMs('g-0')];
  };
  watch.open('g-0', 60_000);
  expect([await rate(100), await rate(300), await rate(2_900), await rate(0)]).toEqual([[12, 500], [6, 1_000], [2, 3_000], [12, 500]]);
  watch.close();
});

test('a group is watched for as long as its rebalance is on, and what changes is told', async () => {
  const { asked, watch, facts, told } = watching(1);
  told.groupState = 'PreparingRebalance';
  watch.open('g-0', 100);
  await vi.advanceTimersByTimeAsync(3_000);
  expect([asked.length, told.changes, [...facts.rebalancing]]).toEqual([7, 1, ['g-0']]);
  told.groupState = 'Stable';
  await vi.advanceTimersByTimeAsync(3_000);
  expect([asked.length, told.changes, facts.rebalancing.size]).toEqual([8, 2, 0]);
});
