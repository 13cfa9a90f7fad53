import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rebuildRows } from '../../../src/main/groups/group-rows';
import { newGroupRecord, type GroupRecord } from '../../../src/main/monitor/group-record';
import { planLanes, type LanePlan } from '../../../src/main/monitor/lane-plan';

interface Given {
  readonly topics: readonly number[];
  readonly coordinatorId?: number;
  readonly groupType?: string;
}

function records(given: readonly Given[]): Map<string, GroupRecord> {
  return new Map(
    given.map(({ topics, coordinatorId = 1, groupType = 'classic' }, index) => {
      const record = newGroupRecord(`g${index}`, coordinatorId);
      record.groupType = groupType;
      record.rows = rebuildRows(record.rows, Int32Array.from([...topics].sort()), new Int32Array(topics.length));
      return [record.groupId, record];
    }),
  );
}

/** Broker 1's plan, who leads the topics that are named. */
function planOf(given: readonly Given[], far = true): LanePlan {
  const topics = [...new Set(given.flatMap((group) => group.topics))];
  const plan = planLanes({ groups: records(given) }, new Map([[1, { topics, partitions: topics.length }]]), () => far).get(1);
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

const sizes = ({ groups }: LanePlan): number[][] => groups.map((lane) => lane.map((request) => request.length));
const many = (count: number, topicOf: (group: number) => number): Given[] => Array.from({ length: count }, (_, group) => ({ topics: [topicOf(group)] }));

test('a thousand groups of a hundred topics are asked about in three requests, and both lanes have log ends to read behind them', () => {
  const plan = planOf(many(1_020, (group) => group % 100));
  expect(plan.inLine).toBe(true);
  expect(sizes(plan).map((lane) => lane.length)).toEqual([2, 1]);
  expect(new Set(plan.laneOf.values())).toEqual(new Set([0, 1]));
});

test('each group is asked about once, and those that share a topic are on its lane', () => {
  const group = fc.record({ topics: fc.uniqueArray(fc.nat(40), { maxLength: 3 }) });
  fc.assert(
    fc.property(fc.array(group, { minLength: 1, maxLength: 60 }), fc.boolean(), (given, isMany) => {
      const plan = planOf([...given, ...(isMany ? many(700, (index) => 100 + index) : [])]);
      const asked = plan.groups.flat(2);
      expect(new Set(asked).size).toBe(asked.length);
      expect(asked.length).toBe(given.length + (isMany ? 700 : 0));
      if (!plan.inLine) return;
      plan.groups.forEach((requests, lane) => {
        for (const { rows } of requests.flat()) for (const topic of rows.topic) expect(plan.laneOf.get(topic)).toBe(lane);
      });
    }),
  );
});

test('log ends wait for all committed offsets where they cannot be read behind them', () => {
  const plain = { topics: [1] };
  expect(planOf([plain]).inLine).toBe(true);
  expect(planOf([plain], false).inLine).toBe(false);
  expect(planOf([plain, { topics: [1], coordinatorId: 2 }]).inLine).toBe(false);
  expect(planOf([plain, { topics: [1], groupType: 'share' }]).inLine).toBe(false);
  // Topic 1 has to do with broker 2 by way of the second group.
  expect(planOf([plain, { topics: [1, 2] }, { topics: [2], coordinatorId: 2 }]).inLine).toBe(false);
});

test('a family with one foreign group among many is not at home', () => {
  const own = many(10, () => 1);
  expect(planOf(own).inLine).toBe(true);
  for (const foreign of [{ coordinatorId: 2 }, { groupType: 'share' }]) expect(planOf([...own, { topics: [1], ...foreign }]).inLine).toBe(false);
});

test('one lane is not kept waiting by families that cannot be shared out', () => {
  const plan = planOf(many(1_000, () => 1));
  expect(plan.inLine).toBe(false);
  expect(sizes(plan)).toEqual([[334, 332], [334]]);
});
