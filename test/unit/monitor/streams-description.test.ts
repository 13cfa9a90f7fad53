import { expect, test } from 'vitest';
import type { DescribedStreamsGroup } from '../../../src/main/kafka/protocol/apis/streams-group-describe';
import { fromStreams } from '../../../src/main/monitor/streams-description';

const NOTHING = { active: [], standby: [], warmup: [] };
const MEMBER = { memberId: 'm', groupInstanceId: null, rack: null, memberEpoch: 4, clientId: 'c', host: 'h', processId: 'p', assignment: NOTHING, targetAssignment: NOTHING };
const GROUP: DescribedStreamsGroup = { errorCode: 0, errorMessage: null, groupId: 'g', groupState: 'Stable', groupEpoch: 4, assignmentEpoch: 4, subtopologies: [{ subtopologyId: '0', sourceTopics: ['a', '__proto__'] }], members: [] };
const of = (group: Partial<DescribedStreamsGroup>, partitions = new Map<string, number>()) => fromStreams({ ...GROUP, ...group }, (topic) => partitions.get(topic) ?? null).members[0];

test('what active tasks read is owned, as far as each topic reaches; copies of states own nothing', () => {
  const assignment = { active: [{ subtopologyId: '0', partitions: [0, 3] }], standby: [{ subtopologyId: '0', partitions: [1] }], warmup: [] };
  const member = of({ members: [{ ...MEMBER, assignment }] }, new Map([['a', 2]]));
  expect(member).toMatchObject({ subscription: ['a', '__proto__'], assignment: [{ topic: 'a', partitions: [0] }, { topic: '__proto__', partitions: [0, 3] }], targetAssignment: [], streams: { processId: 'p', tasks: assignment } });
});

test('what a task reads that no topology tells is unknown', () => {
  const assignment = { ...NOTHING, active: [{ subtopologyId: '1', partitions: [0] }] };
  expect(of({ members: [{ ...MEMBER, assignment }] })).toMatchObject({ subscription: ['a', '__proto__'], assignment: null, targetAssignment: [] });
  expect(of({ subtopologies: null, members: [MEMBER] })).toMatchObject({ subscription: null, assignment: [] });
});

test('a topology whose tasks and topics multiply holds nothing up', () => {
  const many = <Item>(count: number, of: (index: number) => Item): readonly Item[] => Array.from({ length: count }, (_, index) => of(index));
  const subtopologies = [{ subtopologyId: '0', sourceTopics: many(1_000, String) }];
  const again = (tasks: number) => ({ ...NOTHING, active: many(tasks, (partition) => ({ subtopologyId: '0', partitions: [partition] })) });
  const { user } = process.cpuUsage();
  expect(of({ subtopologies, members: [{ ...MEMBER, assignment: again(1_500) }] })?.assignment).toMatchObject({ length: 1_000, 999: { topic: '999', partitions: { length: 1_500 } } });
  expect(of({ subtopologies, members: [{ ...MEMBER, assignment: again(20_000) }] })).toMatchObject({ assignment: null, targetAssignment: [] });
  expect(process.cpuUsage({ user, system: 0 }).user).toBeLessThan(2_000_000);
});
