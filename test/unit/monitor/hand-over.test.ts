import { expect, test } from 'vitest';
import type { GroupMember } from '../../../src/shared/group';
import { applyDescription } from '../../../src/main/monitor/descriptions';
import { ScriptedCluster } from './scripted-cluster';

const MEMBER: GroupMember = {
  memberId: 'm', groupInstanceId: null, clientId: 'c', host: 'h', rack: null, subscription: ['t'], subscribedPattern: null,
  assignment: [{ topic: 't', partitions: [0] }], targetAssignment: null, memberEpoch: null, memberType: null, generation: null, ownedPartitions: null,
};

async function handedOver(members: readonly GroupMember[]) {
  const cluster = new ScriptedCluster([1, 2]);
  cluster.node(1).groups.set('g', 100);
  await cluster.round();
  const record = cluster.facts.groups.get('g');
  if (record === undefined) throw new Error('no g');
  if (members.length > 0) applyDescription(record, { groupState: 'Stable', protocolType: 'consumer', assignor: 'range', groupEpoch: null, assignmentEpoch: null, members, failures: [] }, Date.now());
  cluster.node(1).groups.delete('g');
  cluster.node(2).groups.set('g', 100);
  await cluster.round();
  return record;
}

test('a group that had members is not OK for being Empty by the broker that has just taken it over', async () => {
  expect(await handedOver([MEMBER])).toMatchObject({ coordinatorId: 2, groupState: 'Empty', health: { verdict: 'unknown', reason: 'handed-over' } });
});

test('a group that had no member before is judged at once', async () => {
  expect(await handedOver([])).toMatchObject({ coordinatorId: 2, groupState: 'Empty', health: { verdict: 'ok-no-member' } });
});
