import { expect, test } from 'vitest';
import { fromConsumer } from '../../../src/main/monitor/descriptions';

test('a member that subscribes by names has no pattern, though brokers write an empty one', () => {
  const member = { memberId: 'm', groupInstanceId: null, rack: null, memberEpoch: 1, clientId: 'c', host: 'h', subscribedTopics: ['orders'], subscribedPattern: '', assignment: [], targetAssignment: [], memberType: 1 };
  const described = fromConsumer({ groupId: 'g', errorCode: 0, errorMessage: null, groupState: 'Stable', groupEpoch: 1, assignmentEpoch: 1, assignor: 'uniform', members: [member, { ...member, subscribedPattern: '^o' }] });
  expect(described.members.map(({ subscribedPattern }) => subscribedPattern)).toEqual([null, '^o']);
});
