import { expect, test } from 'vitest';
import type { GroupMember } from '../../../src/shared/group';
import type { Look, MemberCommits } from '../../../src/main/rebalances/look';
import { underWayOf, type Heartbeats } from '../../../src/main/rebalances/under-way';
import { committed, look, member } from './group-looks';

const BEFORE = { ...look([member('a-1', [0, 1]), member('b-1', [2])]), at: 0 };

function waiting(groupState: string, members: readonly GroupMember[], epochs: readonly [number, number] | null = null, before: Look = BEFORE, heartbeats: Heartbeats | null = null, at = 5_000, commits: ReadonlyMap<string, MemberCommits> = new Map()) {
  const told = underWayOf({ before, startedAt: 1_000, commits }, { at, groupState, assignor: null, members, groupEpoch: epochs?.[0] ?? null, assignmentEpoch: epochs?.[1] ?? null }, at, heartbeats);
  return { ...told, members: told?.waitsFor?.members.members.map(({ memberId }) => memberId) };
}

test('a classic group tells who is in it, not who has joined again: those from before are candidates', () => {
  expect(waiting('Stable', [])).toEqual({ members: undefined });
  expect(waiting('PreparingRebalance', [member('a-1', null), member('b-1', null), member('c-1', null)])).toMatchObject({ members: ['a-1', 'b-1'], sinceMs: 4_000, timeOutMs: null, waitsFor: { certainty: 'possible' } });
  expect(waiting('PreparingRebalance', [member('b-1', null), member('c-1', null)]).evidence).toMatch(/^b is the only one that was there before: unless a newcomer is still joining/);
  expect(waiting('CompletingRebalance', BEFORE.members)).toMatchObject({ members: undefined, waitsFor: null });
});

test('who had fallen silent before a rebalance comes first, with that as the evidence', () => {
  const since = (lastCommitAt: number, waitingSince: number): MemberCommits => ({ ...committed(lastCommitAt, 1), ownedSince: -60_000, waitingSince });
  const commits = new Map([['a-1', since(0, -60_000)], ['b-1', since(-17, -60_000)], ['c-1', since(-40, NaN)]]);
  const members = ['a', 'b', 'c'].map((name) => member(`${name}-1`, [0]));
  const told = waiting('PreparingRebalance', members, null, { ...BEFORE, members }, null, 30_000, commits);
  expect(told.members).toEqual(['b-1', 'a-1', 'c-1']);
  expect(told.evidence).toMatch(/^b had committed nothing for 18 s before it began, though records waited: dead, or busy for too long\. .* A dead one is removed as soon as its session ends/u);
});

test('the consumer protocol tells: who has yet to give up what others are to get', () => {
  const target = (partitions: readonly number[]) => [{ topic: 't', partitions }];
  const a = member('a-1', [0], { memberEpoch: 4, targetAssignment: target([0]) });
  const b = member('b-1', [2], { memberEpoch: 4, targetAssignment: target([2]) });
  const c = member('c-1', [], { memberEpoch: 5, targetAssignment: target([1]) });
  expect(waiting('Reconciling', [a, b, c], [5, 5])).toMatchObject({ members: ['a-1'], waitsFor: { certainty: 'certain' } });
  expect(waiting('Reconciling', [{ ...a, memberEpoch: 5 }, b, c], [5, 5])).toMatchObject({ members: ['b-1'] });
  expect(waiting('Reconciling', [{ ...a, memberEpoch: 5 }, { ...b, memberEpoch: 5 }, c], [5, 5])).toMatchObject({ waitsFor: null });
  expect(waiting('Assigning', [a, b, c], [6, 5])).toMatchObject({ waitsFor: null, evidence: 'The coordinator works out the assignment for epoch 6.' });
});

test('a member that has only to acknowledge and sends no heartbeat leaves when its session is over', () => {
  const target = (partitions: readonly number[]) => [{ topic: 't', partitions }];
  const heartbeats = { sessionMs: 45_000, heartbeatMs: 5_000, since: 2_000 };
  const a = member('a-1', [0, 1], { memberType: 'consumer', memberEpoch: 4, targetAssignment: target([0, 1]) });
  const b = member('b-1', [2], { memberType: 'consumer', memberEpoch: 5, targetAssignment: target([2, 3]) });
  const before = { ...BEFORE, groupEpoch: 4, members: [a, member('c-1', [3], { memberType: 'consumer', memberEpoch: 4 })] };
  const timeOut = (members: readonly GroupMember[], at: number, more: Partial<Heartbeats> = {}, since: Look = before): number | null => waiting('Reconciling', members, [5, 5], since, { ...heartbeats, ...more }, at).timeOutMs ?? null;
  expect(timeOut([a, b], 14_000)).toBe(33_000);
  expect(waiting('Reconciling', [a, b], [5, 5], before, heartbeats, 14_000)).toMatchObject({
    members: ['a-1'],
    evidence: 'a has nothing to give up for the newest assignment (epoch 5), and would acknowledge it with the next heartbeat, due every 5 s: none has come for at least 12 s. It is removed when its session is over, by the group’s consumer.session.timeout.ms of 45 s.',
  });
  const unknown = {
    'one heartbeat may be late': timeOut([a, b], 11_000),
    'its session would be over': timeOut([a, b], 47_000),
    'another group epoch between may have taken something from it': timeOut([a, b], 14_000, {}, { ...before, groupEpoch: 3 }),
    'it has something to give up': timeOut([{ ...a, targetAssignment: target([0]) }, b], 14_000),
    'it has acknowledged another one since': timeOut([a, b], 14_000, {}, { ...before, members: [{ ...a, memberEpoch: 3 }] }),
    'it was not there before': timeOut([a, b], 14_000, {}, { ...before, members: [] }),
    'it uses the classic protocol': timeOut([{ ...a, memberType: 'classic' }, b], 14_000),
    'it is static, and away': timeOut([{ ...a, memberEpoch: -2 }, b], 14_000, {}, { ...before, members: [{ ...a, memberEpoch: -2 }] }),
    'heartbeats are not told': timeOut([a, b], 14_000, { heartbeatMs: null }),
    'time-outs are not told': waiting('Reconciling', [a, b], [5, 5], before, null, 14_000).timeOutMs,
    'nobody looked before': underWayOf({ before: null, startedAt: 1_000, commits: new Map() }, { at: 14_000, groupState: 'Reconciling', assignor: null, members: [a, b], groupEpoch: 5, assignmentEpoch: 5 }, 14_000, heartbeats)?.timeOutMs,
    'another one is awaited as well': timeOut([a, { ...b, memberType: 'consumer', memberEpoch: 4 }], 14_000),
  };
  expect(new Set(Object.values(unknown))).toEqual(new Set([null]));
});

test('thousands of members with one topic hold nothing up', () => {
  const members = Array.from({ length: 12_000 }, (_, index) => member(`m-${index}`, [], { memberEpoch: 4, targetAssignment: [{ topic: 't', partitions: [index * 2, index * 2 + 1] }] }));
  const { user } = process.cpuUsage();
  expect(waiting('Reconciling', members, [5, 5]).waitsFor?.members.count).toBe(12_000);
  expect(process.cpuUsage({ user, system: 0 }).user).toBeLessThan(1_000_000);
});
