import { expect, test } from 'vitest';
import { committed, look, member, WatchedLog } from './group-looks';

const BOTH = [member('a-1', [0, 1]), member('b-1', [2, 3])];

test('a rebalance began between two looks and ended between two others; partitions that moved are named', () => {
  const watched = new WatchedLog();
  watched.see(0, look(BOTH));
  watched.see(10, look([member('a-1', null), member('b-1', null), member('c-1', null)], { groupState: 'PreparingRebalance', assignor: null }));
  expect(watched.tell()).toMatchObject([{ endedAt: null, durationMs: { least: 0, most: null }, moved: null, joined: { count: 1 }, kind: 'stop-the-world' }]);
  watched.see(12, look([member('a-1', null), member('b-1', null), member('c-1', null)], { groupState: 'CompletingRebalance', assignor: null }));
  watched.see(13, look([member('a-1', [0]), member('b-1', [2, 3]), member('c-1', [1])]));
  expect(watched.tell()).toMatchObject([
    {
      startedAfter: 0, startedAt: 10_000, endedAt: 13_000, durationMs: { least: 2_000, most: 13_000 }, count: 1, countIsExact: false,
      moved: { count: 1, moves: [{ topic: 't', partition: 1, from: { memberId: 'a-1' }, to: { memberId: 'c-1' } }] },
      cause: { kind: 'member-joined', certainty: 'certain', evidence: 'c joined.' },
    },
  ]);
});

test('what is under way at the first look has no known beginning, and no cause is made up', () => {
  const watched = new WatchedLog();
  watched.see(5, look([member('a-1', null)], { groupState: 'PreparingRebalance', assignor: null }));
  watched.see(9, look([member('a-1', [0])]));
  expect(watched.tell()).toMatchObject([{ startedAfter: null, startedAt: 5_000, durationMs: { least: 0, most: null }, joined: { count: 0 }, moved: null, cause: { kind: 'unknown', certainty: 'unknown' } }]);
  expect(watched.tell()[0]?.cause.evidence).toContain('It was under way when the group was first seen.');
});

test('one that was under way at the first look is told with all that was seen of it, and who came and went did not begin it', () => {
  const watched = new WatchedLog();
  const preparing = (...ids: readonly string[]) => look(ids.map((id) => member(id, null)), { groupState: 'PreparingRebalance', assignor: null });
  watched.see(0, preparing('a-1', 'b-1'));
  watched.see(35, preparing('a-1', 'b-1', 'c-1'));
  watched.lookAgain(290);
  watched.see(300, look([member('a-1', [0]), member('c-1', [1])], { assignor: 'cooperative-sticky' }));
  const [rebalance] = watched.tell();
  expect(rebalance).toMatchObject({ durationMs: { least: 290_000, most: null }, kind: 'unknown', joined: { members: [{ memberId: 'c-1' }] }, left: { members: [{ memberId: 'b-1' }] } });
  expect(rebalance?.cause).toEqual({ kind: 'unknown', certainty: 'unknown', evidence: 'It was under way when the group was first seen. What began it was not. Then c joined. Then b left.' });
});

test('who comes while a rebalance is on did not begin it, and without an owner before it every partition stood still', () => {
  const watched = new WatchedLog();
  const preparing = (...ids: readonly string[]) => look(ids.map((id) => member(id, null)), { groupState: 'PreparingRebalance', assignor: null });
  watched.see(0, look([member('a-1', [], { assignment: [] })], { assignor: 'cooperative-sticky' }));
  watched.see(1, preparing('a-1'));
  watched.see(5, preparing('a-1', 'b-1'));
  watched.see(9, look([member('a-1', [0]), member('b-1', [1])], { assignor: 'cooperative-sticky' }));
  expect(watched.tell()).toMatchObject([{ kind: 'stop-the-world', cause: { kind: 'unknown', evidence: expect.stringMatching(/^No member came or went when it began as far as was seen.* Then b joined\.$/u) } }]);
});

test('a client that is the only one of its name on its host is the same owner under another member id', () => {
  const moved = (before: readonly ReturnType<typeof member>[], after: readonly ReturnType<typeof member>[]) => {
    const watched = new WatchedLog();
    watched.see(0, look(before));
    watched.see(5, look(after));
    return watched.tell()[0]?.moved?.count;
  };
  const again = member('a-2', [0, 1]);
  expect(moved(BOTH, [again, BOTH[1]!])).toBe(0);
  expect(moved(BOTH, [member('a-2', [0]), member('b-2', [1, 2, 3])])).toBe(1);
  expect(moved(BOTH, [{ ...again, host: '/10.0.0.9' }, BOTH[1]!])).toBe(2);
  expect(moved([member('a-1', [0]), member('a-9', [1])], [member('a-2', [0]), member('a-9', [1])])).toBe(1);
});

test('generations between two looks are counted as "at least", epochs exactly', () => {
  const watched = new WatchedLog();
  watched.see(0, look([member('a-1', [0], { generation: 4 })]));
  watched.see(5, look([member('a-1', [0], { generation: 7 })]));
  const modern = new WatchedLog();
  modern.see(0, look([member('a', [0], { memberEpoch: 4 })], { groupEpoch: 4 }));
  modern.see(5, look([member('a', [0], { memberEpoch: 6 })], { groupEpoch: 6 }));
  expect([watched.tell(), modern.tell()]).toMatchObject([[{ count: 3, countIsExact: false, generation: { from: 5, to: 8 }, moved: { count: 0 }, cause: { kind: 'unknown' } }], [{ count: 2, countIsExact: true, kind: 'incremental', groupEpoch: { from: 4, to: 6 } }]]);
});

test('a group whose members were all started anew goes on counting: it is no storm when that shows', () => {
  const watched = new WatchedLog();
  watched.see(0, look([member('a-1', [0], { generation: 57 })]));
  watched.see(5, look([member('a-2', [0], { generation: 0 })]));
  watched.see(10, look([member('a-2', [0], { generation: 60 })]));
  watched.see(15, look([member('a-2', [0], { generation: 62 })]));
  expect(watched.tell().map(({ count, generation: { from, to } }) => [count, from, to])).toEqual([[1, 58, null], [1, null, 61], [2, 61, 63]]);
});

test('a member that claims a generation nobody can have reached is not counted on', () => {
  const watched = new WatchedLog();
  watched.see(0, look([member('a-1', [0], { generation: 4 })]));
  watched.see(5, look([member('a-1', [0], { generation: 5 }), member('b-1', [], { generation: 2_147_483_647 })]));
  expect(watched.tell()).toMatchObject([{ count: 1, countIsExact: false }]);
});

test('who left is told by when it last committed, and only where records waited', () => {
  const left = (commits: ReturnType<typeof committed> | null) => {
    const watched = new WatchedLog();
    if (commits !== null) watched.commits.set('a-1', commits);
    watched.commits.set('b-1', committed(59, 59));
    watched.see(0, look(BOTH));
    watched.see(60, look([member('b-1', [0, 1, 2, 3])]));
    const [rebalance] = watched.tell();
    return [rebalance?.cause.kind, rebalance?.cause.certainty];
  };
  expect(left(committed(58, 59))).toEqual(['member-left', 'likely']);
  expect(left(committed(44, 45))).toEqual(['member-left', 'possible']); // read too long before it was gone
  expect(left(committed(54, 59))).toEqual(['member-left', 'possible']); // a session of 6 s may have ended
  expect(left(committed(54, 54))).toEqual(['member-left', 'likely']); // and at the newest reading it was at work
  expect(left({ ...committed(50, 59), waitingSince: 56_000 })).toEqual(['member-left', 'possible']); // nothing waited until then
  expect(left({ ...committed(50, 59), waitingSince: 54_000 })).toEqual(['session-timed-out', 'possible']); // a record that had just missed a commit may wait so long
  expect(left({ ...committed(50, 59), gapMs: 8_000 })).toEqual(['member-left', 'possible']); // it commits as seldom
  expect(left(committed(14, 59))).toEqual(['session-timed-out', 'likely']);
  expect(left(committed(14, 59, false))).toEqual(['member-left', 'possible']);
  expect(left({ ...committed(NaN, 59), ownedSince: 30_000 })).toEqual(['member-left', 'possible']); // its rhythm is not known yet
  expect(left(committed(NaN, NaN))).toEqual(['member-left', 'possible']);
  expect(left(null)).toEqual(['member-left', 'possible']);
});

test('what was committed before a member had its partitions, another committed', () => {
  const watched = new WatchedLog();
  watched.commits.set('a-1', { ...committed(58, 60), ownedSince: 59_000 });
  watched.see(0, look(BOTH));
  watched.see(60, look([member('b-1', [0, 1, 2, 3])]));
  expect(watched.tell()[0]?.cause).toMatchObject({ kind: 'member-left', certainty: 'possible' });
});

test('the same client comes back: it was stuck if it had fallen silent, else it was started again', () => {
  const back = (commits: ReturnType<typeof committed>, newcomer = member('a-2', [0, 1])) => {
    const watched = new WatchedLog();
    watched.commits.set('a-1', commits);
    watched.see(0, look(BOTH));
    watched.see(60, look([member('b-1', [0, 1, 2, 3])]));
    watched.see(80, look([newcomer, member('b-1', [2, 3])]));
    return watched.tell().map(({ cause }) => `${cause.kind} ${cause.certainty}`);
  };
  expect(back(committed(10, 59))).toEqual(['session-timed-out possible', 'session-timed-out possible']);
  expect(back({ ...committed(-230, 59), ownedSince: -240_000, waitingSince: -240_000 })).toEqual(['poll-interval-exceeded likely', 'poll-interval-exceeded likely']);
  expect(back({ ...committed(-100, 59), ownedSince: -240_000, waitingSince: -240_000 })).toEqual(['poll-interval-exceeded possible', 'poll-interval-exceeded possible']);
  expect(back(committed(58, 59))).toEqual(['member-restarted likely', 'member-restarted likely']);
  expect(back(committed(58, 59), member('a-2', [0, 1], { host: '/10.0.0.9' }))).toEqual(['member-restarted likely', 'member-restarted likely']);
  expect(back(committed(10, 59), member('x-1', [0, 1]))).toEqual(['session-timed-out possible', 'member-joined certain']);
});

test('a client that comes back proves nothing of its process: both explanations are told', () => {
  const watched = new WatchedLog();
  watched.commits.set('a-1', committed(45, 59));
  watched.see(0, look(BOTH));
  watched.see(60, look([member('b-1', [0, 1, 2, 3])]));
  watched.see(63, look([member('a-2', [0, 1]), member('b-1', [2, 3])]));
  const [left, came] = watched.tell();
  expect(came?.cause.evidence).toMatch(/^a on 10\.0\.0\.1 came back 3 s after it left as a new member\. Before it left it had committed nothing for at least 14 s, though records waited: it crashed, .* or it was too slow for its max\.poll\.interval\.ms/u);
  expect(left?.cause).toEqual(came?.cause);
});

test('who leaves again and again without a commit, before it comes back, is too slow rather than crashed', () => {
  const watched = new WatchedLog();
  watched.see(0, look(BOTH));
  let at = 0;
  for (let turn = 1; turn <= 3; turn += 1) {
    watched.commits.set(`a-${turn}`, { ...committed(NaN, at + 5), ownedSince: (at + 1) * 1_000, waitingSince: 0 });
    watched.see(at + 6, look([member('b-1', [0, 1, 2, 3])]));
    watched.see(at + 9, look([member(`a-${turn + 1}`, [0, 1]), member('b-1', [2, 3])]));
    at += 9;
  }
  expect(watched.tell().map(({ cause }) => `${cause.kind} ${cause.certainty}`).slice(2)).toEqual(Array.from({ length: 4 }, () => 'poll-interval-exceeded possible'));
  expect(watched.tell()[2]?.cause.evidence).not.toContain('Nothing waited');
});

test('who had no partition is not judged by commits', () => {
  const watched = new WatchedLog();
  watched.see(0, look([member('a-1', []), member('b-1', [0])]));
  watched.see(60, look([member('b-1', [0])]));
  expect(watched.tell()[0]?.cause).toMatchObject({ kind: 'member-left', certainty: 'possible', evidence: expect.stringContaining('It had no partition to commit') });
});

test('of the consumer protocol, the same member id means the same process', () => {
  const watched = new WatchedLog();
  const modern = (ids: readonly string[], groupEpoch: number) => look(ids.map((id) => member(id, [])), { groupEpoch, assignor: 'uniform' });
  watched.see(0, modern(['a', 'b'], 3));
  watched.see(10, modern(['b'], 4));
  watched.see(20, modern(['a', 'b'], 5));
  expect(watched.causes()).toEqual(['poll-interval-exceeded', 'poll-interval-exceeded']);
});

test('of the consumer protocol, another member id means another process', () => {
  const watched = new WatchedLog();
  const modern = (ids: readonly string[], groupEpoch: number) => look(ids.map((id) => member(id, [0], { memberType: 'consumer' })), { groupEpoch, assignor: 'uniform' });
  watched.commits.set('a-1', committed(10, 59));
  watched.see(0, modern(['a-1', 'b-1'], 3));
  watched.see(60, modern(['b-1'], 4));
  watched.see(70, modern(['a-2', 'b-1'], 5));
  expect(watched.tell().map(({ cause }) => `${cause.kind} ${cause.certainty}`)).toEqual(['session-timed-out likely', 'session-timed-out likely']);
});

test('a process that was killed and started again joins before its old session ends', () => {
  const watched = new WatchedLog();
  watched.commits.set('a-1', committed(10, 40));
  watched.see(0, look(BOTH));
  watched.see(20, look([member('a-1', [0]), member('b-1', [1]), member('a-2', [2, 3])]));
  watched.see(50, look([member('b-1', [0, 1]), member('a-2', [2, 3])]));
  expect(watched.causes()).toEqual(['member-joined', 'session-timed-out']);
  expect(watched.tell()[1]?.cause.evidence).toContain('it ended without leaving');
});

test('members that share a client id and host are not taken for each other while both are there', () => {
  const watched = new WatchedLog();
  watched.commits.set('app-1', committed(48, 49));
  watched.see(0, look([member('app-1', [0, 1])]));
  watched.see(20, look([member('app-1', [0]), member('app-2', [1])]));
  watched.see(50, look([member('app-2', [0, 1])]));
  expect(watched.causes()).toEqual(['member-joined', 'member-left']);
});

test('a static member that comes back without a rebalance is not one', () => {
  const watched = new WatchedLog();
  const fixed = (memberId: string, generation: number | null, partitions: readonly number[]) => member(memberId, partitions, { groupInstanceId: `i${memberId.split('-')[0] ?? ''}`, generation });
  watched.see(0, look([fixed('a-1', 4, [0]), fixed('b-1', 4, [1])]));
  watched.see(5, look([fixed('a-2', 0, [0]), fixed('b-1', 4, [1])]));
  expect(watched.tell()).toMatchObject([{ kind: 'none', count: 0, replaced: { count: 1, pairs: [{ by: 'instance-id' }] }, cause: { kind: 'member-restarted' } }]);
  watched.see(9, look([fixed('a-2', 0, [0]), fixed('b-2', 0, [1])]));
  expect(watched.tell()).toMatchObject([{ kind: 'none', cause: { kind: 'rolling-restart' } }, { kind: 'none', cause: { kind: 'rolling-restart' } }]);
  // A real one has the others join again.
  watched.see(20, look([fixed('a-3', 0, [0]), fixed('b-2', 6, [1])]));
  expect(watched.tell()[2]).toMatchObject({ kind: 'stop-the-world' });
});

test('cooperative members give up in one rebalance what they get in the next: one entry', () => {
  const watched = new WatchedLog();
  const cooperative = { assignor: 'cooperative-sticky' };
  watched.see(0, look([member('a-1', [0, 1], { generation: 1 })], cooperative));
  watched.see(5, look([member('a-1', [0], { generation: 2 }), member('b-1', [])], cooperative));
  watched.see(6, look([member('a-1', [0], { generation: 3 }), member('b-1', [1], { generation: 3 })], cooperative));
  expect(watched.tell()).toMatchObject([{ kind: 'incremental', count: 2, endedAt: 6_000, durationMs: { least: 1_000, most: 6_000 }, moved: { count: 1, moves: [{ partition: 1, from: { memberId: 'a-1' }, to: { memberId: 'b-1' } }] }, cause: { kind: 'member-joined' } }]);
});

test('partitions, subscriptions, the coordinator and this application as causes', () => {
  const one = (after: ReturnType<typeof look>, prepare: (watched: WatchedLog) => void = () => undefined) => {
    const watched = new WatchedLog();
    watched.see(0, look([member('a-1', [0], { generation: 1 }), member('b-1', [1], { generation: 1 })]));
    prepare(watched);
    watched.see(5, after);
    return watched.tell()[0]?.cause;
  };
  const again = { generation: 2 };
  expect(one(look([member('a-1', [0, 1], again), member('b-1', [2, 3], again)]))).toEqual({ kind: 'partitions-changed', certainty: 'likely', evidence: 'No member came or went. t had 2 partitions with an owner before, and has 4 now.' });
  const grownIn = (...topics: readonly string[]) => ['a-1', 'b-1'].map((memberId, index) => member(memberId, null, { ...again, assignment: ['t', ...topics].map((topic) => ({ topic, partitions: [index] })) }));
  expect(one(look(grownIn('u', 'v')))?.evidence).toBe('No member came or went. Partitions of u were given out for the first time (and of 1 more topic).');
  expect(one(look([member('a-1', [0], again), member('b-1', [1], { ...again, subscription: ['t', 'u'] })]))?.kind).toBe('subscription-changed');
  const same = look([member('a-1', [0], again), member('b-1', [1], again)]);
  expect(one(same, (watched) => void (watched.movedAt = 4_000))?.kind).toBe('coordinator-moved');
  expect(one(same, (watched) => void (watched.triggers = [{ at: 3_000, text: 'A rebalance was asked for here' }]))).toEqual({ kind: 'triggered-here', certainty: 'certain', evidence: 'A rebalance was asked for here 2 s before it was seen.' });
  expect(one(same)?.kind).toBe('unknown');
});

test('what was done here while a rebalance was on, as far as the looks show, is said beside its cause', () => {
  const watched = new WatchedLog();
  watched.see(0, look([member('a-1', [0, 1], { generation: 1 })]));
  watched.see(5, look([member('a-1', null), member('b-1', null)], { groupState: 'PreparingRebalance' }));
  watched.triggers = [{ at: 5_400, text: 'A rebalance was triggered here' }];
  watched.see(6, look([member('a-1', [0], { generation: 3 }), member('b-1', [1], { generation: 3 })]));
  expect(watched.tell()).toMatchObject([{ cause: { kind: 'member-joined', evidence: expect.stringMatching(/ A rebalance was triggered here while it was on\.$/u) }, triggeredHere: { at: 5_400 } }]);
});

test('the last hour is kept, a hundred at most, and stamps follow a clock that is set back', () => {
  const watched = new WatchedLog();
  for (let second = 0; second <= 300; second += 1) watched.see(second, look([member('a-1', [0], { generation: second })]));
  const { rebalances, forgotten } = watched.log.tell(300_000, NaN);
  expect([rebalances.length, forgotten, rebalances[0]?.endedAt]).toEqual([100, 200, 300_000]);
  watched.log.shift(100_000);
  expect(watched.log.tell(200_000, NaN).rebalances[0]).toMatchObject({ startedAfter: 199_000, startedAt: 200_000, endedAt: 200_000 });
  watched.log.forget(201_000, 3);
  expect(watched.log.size).toBe(3);
  expect(watched.log.tell(200_000 + 3_700_000, NaN)).toEqual({ rebalances: [], forgotten: 0 });
});

test('thousands that leave at once hold nothing up', () => {
  const watched = new WatchedLog();
  const members = (prefix: string) => Array.from({ length: 20_000 }, (_, index) => member(`${prefix}-${index}`, [index], { clientId: `c-${index}` }));
  watched.see(0, look(members('old')));
  for (let index = 0; index < 20_000; index += 1) watched.commits.set(`old-${index}`, committed(index % 60, 60));
  const { user } = process.cpuUsage();
  watched.see(60, look(members('new')));
  expect(watched.tell()).toMatchObject([{ members: { before: 20_000, after: 20_000 } }]);
  expect(process.cpuUsage({ user, system: 0 }).user).toBeLessThan(2_500_000);
});

test('the member that passes through when a rebalance is triggered here is not counted among those who came and left', () => {
  const watched = new WatchedLog();
  const preparing = (...ids: readonly string[]) => look(ids.map((id) => member(id, null)), { groupState: 'PreparingRebalance', assignor: null });
  watched.see(0, look(BOTH));
  watched.triggers = [{ at: 10_000, text: 'A rebalance was triggered here', passing: ['offsight-1'] }];
  watched.see(11, preparing('a-1', 'b-1', 'offsight-1'));
  expect(watched.tell()).toMatchObject([{ joined: { count: 0 } }]);
  watched.see(12, preparing('a-1', 'b-1'));
  watched.see(13, look(BOTH.map((each) => ({ ...each, generation: 2 }))));
  expect(watched.tell()).toMatchObject([{ cause: { kind: 'triggered-here' }, joined: { count: 0 }, left: { count: 0 } }]);
});
