import { expect, test } from 'vitest';
import { membersDrift } from '../../../src/main/members/drift';
import { planRebalance } from '../../../src/main/members/plan-rebalance';
import { planRemoval } from '../../../src/main/members/plan-removal';
import type { GroupNow } from '../../../src/main/members/read-group';
import { FRAME, group, member } from './group';

test.each<{ readonly what: string; readonly of: Partial<GroupNow>; readonly code: string; readonly instead: string | null }>([
  { what: 'KIP-848', of: { groupType: 'consumer', groupEpoch: 3, assignor: 'uniform' }, code: 'NOT_APPLICABLE', instead: 'remove-members' },
  { what: 'share', of: { groupType: 'share' }, code: 'NOT_APPLICABLE', instead: null },
  { what: 'streams', of: { groupType: 'streams', members: [] }, code: 'NOT_APPLICABLE', instead: null },
  { what: 'simple', of: { protocolType: '', groupState: 'Empty', assignor: null, members: [] }, code: 'NOT_APPLICABLE', instead: null },
  { what: 'Empty', of: { groupState: 'Empty', assignor: null, members: [] }, code: 'NO_MEMBERS', instead: null },
  { what: 'Dead', of: { groupState: 'Dead', assignor: null, members: [] }, code: 'NO_MEMBERS', instead: null },
  { what: 'rebalancing', of: { groupState: 'PreparingRebalance', assignor: null }, code: 'REBALANCE_IN_PROGRESS', instead: null },
  { what: 'in a state of a later Kafka', of: { groupState: 'Dreaming' }, code: 'STATE_UNKNOWN', instead: null },
  { what: 'Connect', of: { protocolType: 'connect', assignor: 'sessioned' }, code: 'NOT_APPLICABLE', instead: 'remove-members' },
  { what: 'Kafka Streams on the classic protocol', of: { assignor: 'stream' }, code: 'NOT_APPLICABLE', instead: 'remove-members' },
  { what: 'without a common protocol', of: { assignor: null }, code: 'PROTOCOL_UNKNOWN', instead: 'remove-members' },
])('no rebalance of a group that is $what', ({ of, code, instead }) => {
  expect(planRebalance(group(of), FRAME)).toMatchObject({ refusal: { scope: 'group g', code }, instead, stops: null, consequences: [] });
});

test('what it would do: eager stops all, cooperative none, of an unknown assignor nobody knows', () => {
  const first = (of: Partial<GroupNow>) => {
    const { stops, partitions, consequences, refusal } = planRebalance(group(of), FRAME);
    return { stops, partitions, refusal, text: consequences[0] };
  };
  expect(first({})).toEqual({ stops: 4, partitions: 4, refusal: null, text: 'All 4 partitions stop and come back: range is eager, so every member gives up everything before it joins again. As a rule each gets back what it had.' });
  expect(first({ assignor: 'cooperative-sticky' })).toMatchObject({ stops: 0, partitions: 4, text: expect.stringMatching(/^No partition is expected to move/u) });
  expect(first({ assignor: 'ours' })).toMatchObject({ stops: null, partitions: 4, text: 'Whether members give up their partitions is not known: ours is not one of Kafka’s own assignors.' });
  expect(first({ members: [member('a', 2), member('b', 0, { assignment: null })] })).toMatchObject({ stops: null, partitions: null, text: expect.stringMatching(/^All partitions stop/u) });
  expect(planRebalance(group({ members: [member('a', 1, { groupInstanceId: 'i' })] }), FRAME).consequences).toEqual([
    'The one partition stops and comes back: range is eager, so every member gives up everything before it joins again. As a rule each gets back what it had.',
    'One rebalance, and nobody is removed: a member without topics joins and, while the group waits for the others, leaves again.',
    expect.stringContaining('until the one member has joined again'),
    'The static member keeps its membership.',
    expect.stringContaining('REBALANCE_IN_PROGRESS'),
  ]);
});

test('who would be removed: named by either id, by host, all; names are only names', () => {
  const hostile = group({ members: [member('__proto__', 1), member('constructor', 1, { groupInstanceId: 'toString', host: '10.0.0.2' }, 1), member('c', 2, {}, 2)] });
  const chosen = (which: Parameters<typeof planRemoval>[1]) => {
    const { members, remaining, refusal } = planRemoval(hostile, which, FRAME);
    return [members.map(({ memberId, by }) => `${memberId} by ${by}`), remaining, refusal?.code ?? null];
  };
  expect(chosen({ kind: 'members', memberIds: ['__proto__'] })).toEqual([['__proto__ by member-id'], 2, null]);
  expect(chosen({ kind: 'members', memberIds: ['c'], instanceIds: ['toString'] })).toEqual([['constructor by instance-id', 'c by member-id'], 1, null]);
  expect(chosen({ kind: 'host', host: '10.0.0.1' })).toEqual([['__proto__ by member-id', 'c by member-id'], 1, null]);
  expect(chosen({ kind: 'all' })).toEqual([['__proto__ by member-id', 'constructor by instance-id', 'c by member-id'], 0, null]);
  expect(chosen({ kind: 'members', memberIds: ['c', 'gone'] })).toEqual([['c by member-id'], 2, 'NO_SUCH_MEMBER']);
  const refused = (...memberIds: string[]) => planRemoval(hostile, { kind: 'members', memberIds }, FRAME).refusal?.message;
  expect([refused('x'), refused('x', 'y'), refused('x', 'y', 'z')]).toEqual(['g has no member x (any more).', 'g has no member x (any more), nor 1 other that was named.', 'g has no member x (any more), nor 2 others that were named.']);
  expect(chosen({ kind: 'members', memberIds: [] })).toEqual([[], 3, 'NO_SUCH_MEMBER']);
});

test('a plan is of these members, with what they own, in this state', () => {
  const plan = planRebalance(group(), FRAME);
  const drift = (now: Partial<GroupNow>) => membersDrift(plan, planRebalance(group(now), FRAME))?.code ?? null;
  expect(drift({})).toBeNull();
  expect(drift({ members: [member('b', 2, {}, 2), member('a', 2)] })).toBeNull();
  expect(drift({ members: [member('a', 2), member('c', 2, {}, 2)] })).toBe('MEMBERS_CHANGED');
  expect(drift({ members: [member('a', 1), member('b', 3, {}, 1)] })).toBe('MEMBERS_CHANGED');
  expect(drift({ assignor: 'sticky' })).toBe('ASSIGNOR_CHANGED');
  expect(drift({ groupState: 'PreparingRebalance' })).toBe('REBALANCE_IN_PROGRESS');
  expect(membersDrift(plan, planRebalance(group(), { ...FRAME, kafkaClusterId: 'd' }))?.code).toBe('ANOTHER_CLUSTER');
  const one = { kind: 'members', memberIds: ['a'] } as const;
  expect(membersDrift(planRemoval(group(), one, FRAME), planRemoval(group({ members: [member('a', 2)] }), one, FRAME))?.code).toBe('MEMBERS_CHANGED');
});

test('a removal tells what the coordinator tells: no assignor while it rebalances, the heartbeat interval where it is set', () => {
  const said = (of: Partial<GroupNow>, heartbeatMs: number | null = null) => planRemoval(group(of), { kind: 'members', memberIds: ['a'] }, FRAME, heartbeatMs).consequences.join(' ');
  expect(said({ groupState: 'PreparingRebalance', assignor: null })).toContain('the coordinator does not tell the assignor now, as while a group rebalances.');
  expect(said({ assignor: 'ours' })).toContain('the assignor is not one of Kafka’s own.');
  expect(said({ groupType: 'consumer', groupEpoch: 3 }, 3_000)).toContain('up to its heartbeat interval (3 s) before it notices');
  expect(said({ groupType: 'consumer', groupEpoch: 3 })).toContain('(5 s unless set otherwise)');
});
