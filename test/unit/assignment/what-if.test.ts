import { describe, expect, it } from 'vitest';
import { whatIf, type Surroundings } from '../../../src/main/assignment/what-if';
import type { AssignmentChange, WhatIf } from '../../../src/shared/what-if';
import type { Rebalance } from '../../../src/shared/rebalances';
import { succeeded } from '../../../src/shared/result';
import { describedGroup, memberOf, noChange, topicsOf } from './described-group';

const FOUR = topicsOf({ orders: 4 });
const FOUR_AND_MANY = topicsOf({ orders: 4, huge: 20_000 });

describe('what if', () => {
  it('leaves a fifth of five members idle, with four partitions', () => {
    const result = expectPicture(describedGroup('range', [memberOf('a', { orders: [0] }), memberOf('b', { orders: [1] }), memberOf('c', { orders: [2] }), memberOf('d', { orders: [3] })]), { ...noChange, members: 1 });
    expect(ownersOf(result)).toEqual({ before: [0, 1, 2, 3], after: [0, 1, 2, 3] });
    expect(result.members[4]).toMatchObject({ memberId: null, host: null, before: null, after: { partitions: 0, lag: 0, unknownPartitions: 0, producedPerSecond: 0, lagPerSecond: 0 } });
    // Had its member id sorted first, all would have moved on by one.
    expect(result.movedBetween).toEqual({ least: 0, most: 4 });
    expect(result.unique).toBe(false);
    expect(result).toMatchObject({ kind: 'eager', stopped: 4, rebalances: 1 });
  });

  it('hands a lost member’s partitions over, with their lag; the others are read on where the group is cooperative', () => {
    const group = describedGroup('cooperative-sticky', [memberOf('a', { orders: [0, 1] }), memberOf('b', { orders: [2, 3] })], { orders: [5, 7, 11, NaN] });
    const result = expectPicture(group, { ...noChange, gone: ['b'] });
    expect(ownersOf(result)).toEqual({ before: [0, 0, 1, 1], after: [0, 0, 0, 0] });
    expect([...result.columns.stops]).toEqual([0, 0, 1, 1]);
    expect(result.members.map(({ before, after }) => ({ before, after }))).toEqual([
      { before: { partitions: 2, lag: 12, unknownPartitions: 0, producedPerSecond: null, lagPerSecond: null }, after: { partitions: 4, lag: 23, unknownPartitions: 1, producedPerSecond: null, lagPerSecond: null } },
      { before: { partitions: 2, lag: 11, unknownPartitions: 1, producedPerSecond: null, lagPerSecond: null }, after: null },
    ]);
    expect(result).toMatchObject({ kind: 'cooperative', moved: 2, stopped: 2, rebalances: 1, unique: true, movedBetween: null });
  });

  it('tells how fast the lag of each member has grown, and would by what one of them reads', () => {
    const group = describedGroup('range', [memberOf('a', { orders: [0, 1] }), memberOf('b', { orders: [2, 3] })]);
    const paces = (isBehind: boolean) => new Map([['orders', new Map([pace(0, 10, 8, isBehind), pace(1, 10, 10, false), pace(2, 4, 5, false)])]]);
    const growth = ({ members }: WhatIf) => members.map(({ before, after }) => [before?.lagPerSecond, after?.producedPerSecond, after?.lagPerSecond]);
    const changes = { ...noChange, gone: ['b'] };
    // Nothing is known of the last partition.
    expect(growth(expectPicture(group, changes, { paces: paces(true) }))).toEqual([[2, null, null], [null, undefined, undefined]]);
    const three = topicsOf({ orders: 3 });
    const told = expectPicture(group, changes, { topics: three, paces: paces(true) });
    expect(told.oneMemberReads).toEqual({ perSecond: 18, isMost: true });
    expect(growth(told)).toEqual([[2, 24, 6], [-1, undefined, undefined]]);
    // Who keeps what it has goes on as it does; a partition that nobody reads now may be one that nobody can.
    expect(growth(expectPicture(group, noChange, { topics: three, paces: paces(true) }))).toEqual([[2, 20, 2], [-1, 4, -1]]);
    const stuck = describedGroup('range', group.members ?? [], { orders: [5, 0, 7] });
    expect(growth(expectPicture(stuck, changes, { topics: three, paces: new Map([['orders', new Map([pace(0, 10, 9, true), pace(1, 10, 9, true), pace(2, 4, 0, false)])]]) }))[0]).toEqual([2, 24, null]);
    // Nobody was behind: that nobody has read 24 in a second does not mean that nobody can.
    const unknown = expectPicture(group, changes, { topics: three, paces: paces(false) });
    expect(growth(unknown)).toEqual([[2, 24, null], [-1, undefined, undefined]]);
    expect(unknown.outlook).toContain('The busiest member reads 18 records/s and was not behind in the last minutes');
    expect(expectPicture(group, changes).outlook).toContain('not watched');
  });

  it('tells that members restart for another assignor, each time with an eager rebalance', () => {
    const group = describedGroup('range', [memberOf('a', { orders: [0, 1] }), memberOf('b', { orders: [2, 3] })]);
    expect(expectPicture(group, noChange).restarts).toBeNull();
    const cooperative = expectPicture(group, { ...noChange, assignor: 'cooperative-sticky' });
    expect(cooperative).toMatchObject({ kind: 'eager', moved: 0, stopped: 4, rebalances: null, restarts: { rounds: 2 } });
    expect(cooperative.restarts?.text).toMatch(/^All 2 members restart one by one, twice \(KIP-429\): first with cooperative-sticky and range, then without range\. Each restart is an eager rebalance, at least one, in which all 4 partitions stand still\./u);
    expect(expectPicture(group, { ...noChange, assignor: 'roundrobin' }).restarts?.rounds).toBe(1);
    expect(expectPicture(describedGroup('cooperative-sticky', [memberOf('a', { orders: [0, 1, 2, 3] })]), { ...noChange, assignor: 'range' })).toMatchObject({ kind: 'eager', stopped: 4, restarts: { rounds: 1 } });
  });

  it('takes a cooperative group two rebalances to move what somebody has', () => {
    const group = describedGroup('cooperative-sticky', [memberOf('a', { orders: [0, 1, 2, 3] })]);
    const result = expectPicture(group, { ...noChange, members: 1 });
    expect(ownersOf(result)).toEqual({ before: [0, 0, 0, 0], after: [0, 0, 1, 1] });
    expect(result).toMatchObject({ moved: 2, stopped: 2, rebalances: 2, movedBetween: null });
  });

  it('gives new partitions to somebody, their lag not known', () => {
    const result = expectPicture(describedGroup('uniform', [memberOf('a', { orders: [0, 1] }, 'consumer'), memberOf('b', { orders: [2, 3] }, 'consumer')], { orders: [1, 1, 1, 1] }), { ...noChange, partitions: [{ topic: 'orders', partitions: 6 }] });
    expect([...result.columns.before]).toEqual([0, 0, 1, 1, -1, -1]);
    expect([...result.columns.after].slice(4).sort()).toEqual([0, 1]);
    expect(result.members.map(({ after }) => after)).toEqual([{ partitions: 3, lag: 2, unknownPartitions: 1, producedPerSecond: null, lagPerSecond: null }, { partitions: 3, lag: 2, unknownPartitions: 1, producedPerSecond: null, lagPerSecond: null }]);
    expect(result).toMatchObject({ kind: 'consumer', rebalances: null, moved: 0, stopped: 0 });
  });

  it('says that members with different subscriptions could be served otherwise as well', () => {
    const members = [memberOf('a', { orders: [0, 1, 2, 3] }), { ...memberOf('b', { bills: [0] }), subscription: ['orders', 'bills'] }];
    const result = expectPicture(describedGroup('sticky', members), noChange, { topics: topicsOf({ orders: 4, bills: 1 }) });
    expect(result.unique).toBe(false);
    expect(result.notes.join(' ')).toContain('equally good');
  });

  it('tells how long the last rebalances took, where somebody watched', () => {
    const group = describedGroup('range', [memberOf('a', { orders: [0, 1] }), memberOf('b', { orders: [2, 3] })]);
    const howLong = (rebalances: Surroundings['rebalances']) => expectPicture(group, { ...noChange, gone: ['b'] }, { rebalances }).how.split('max.poll.interval.ms. ')[1];
    expect(howLong([rebalance(2_100, 2_600), rebalance(2_900, 3_400), { ...rebalance(0, 9_000), kind: 'none' }])).toBe('Its last 2 rebalances took 2.1 to 3.4 s.');
    expect(howLong([rebalance(0, 5_000)])).toBe('Its last rebalance took at most 5.0 s.');
    expect(howLong([rebalance(4_000, null)])).toBe('Its last rebalance took at least 4.0 s.');
    expect(howLong([])).toContain('not known');
    expect(howLong(null)).toContain('nobody watched it');
  });

  it('says when the group would not stay as it is even without the change', () => {
    const result = expectPicture(describedGroup('range', [memberOf('a', { orders: [2, 3] }), memberOf('b', { orders: [0, 1] })]), noChange);
    expect(result.moved).toBe(4);
    expect(result.notes.join(' ')).toContain('Without any change, the next rebalance would already move 4 partitions');
  });

  it('takes the topics of a pattern that all members share from their target assignment', () => {
    const members = [memberOf('a', { orders: [0, 1] }, 'consumer'), memberOf('b', { orders: [2, 3] }, 'consumer')].map((member) => ({ ...member, subscription: [], subscribedPattern: 'ord.*' }));
    expect(ownersOf(expectPicture(describedGroup('range', members), { ...noChange, gone: ['a'] }))).toEqual({ before: [0, 0, 1, 1], after: [1, 1, 1, 1] });
  });

  it('goes by racks as Kafka’s clients do, where they make a difference', () => {
    const group = describedGroup('range', [{ ...memberOf('a', { orders: [0, 1] }), rack: 'r1' }, { ...memberOf('b', { orders: [2, 3] }), rack: 'r2' }]);
    const [r1, r2] = [new Set(['r1']), new Set(['r2'])];
    const both = new Set(['r1', 'r2']);
    const apart = expectPicture(group, noChange, { racks: succeeded(new Map([['orders', [r2, r1, r2, r1]]])) });
    expect(ownersOf(apart)).toEqual({ before: [0, 0, 1, 1], after: [1, 0, 1, 0] });
    expect(ownersOf(expectPicture(group, noChange, { racks: succeeded(new Map([['orders', [both, both, both, both]]])) }))).toEqual({ before: [0, 0, 1, 1], after: [0, 0, 1, 1] });
    const more = expectPicture(group, { ...noChange, members: 1 }, { racks: succeeded(new Map([['orders', [r2, r1, r2, r1]]])) });
    expect(more.notes.join(' ')).toContain('New members are taken to be in rack r1');
    expect(whatIf(group, { topics: FOUR, racks: succeeded(new Map([['orders', [r2, r1, r2, r1]]])), paces: new Map(), rebalances: null }, { ...noChange, partitions: [{ topic: 'orders', partitions: 6 }] })).toMatchObject({ ok: false, failure: { code: 'RACKS' } });
  });

  it.each([
    ['ASSIGNOR_UNKNOWN', describedGroup('com.example.Own', [memberOf('a', {})]), noChange],
    ['NO_SUCH_ASSIGNOR', describedGroup('range', [memberOf('a', {})]), { ...noChange, assignor: 'uniform' }],
    ['NOT_TOLD', describedGroup('range', [{ ...memberOf('a', {}), assignment: null }]), noChange],
    ['RACKS', describedGroup('range', [{ ...memberOf('a', {}), rack: 'r1' }]), noChange],
    ['PATTERN', describedGroup('uniform', [{ ...memberOf('a', {}, 'consumer'), subscribedPattern: 'a.*', subscription: [] }, memberOf('b', {}, 'consumer')]), noChange],
    ['NO_MEMBERS', describedGroup('range', []), noChange],
    ['NO_MEMBERS', describedGroup('range', [memberOf('a', {})]), { ...noChange, members: -1 }],
    ['FEWER_PARTITIONS', describedGroup('range', [memberOf('a', {})]), { ...noChange, partitions: [{ topic: 'orders', partitions: 3 }] }],
    ['TOO_LARGE', describedGroup('sticky', [{ ...memberOf('a', {}), subscription: ['orders', 'huge'] }]), noChange],
    ['NO_SUCH_TOPIC', describedGroup('range', [memberOf('a', {})]), { ...noChange, partitions: [{ topic: '__proto__', partitions: 3 }] }],
    ['NO_SUCH_MEMBER', describedGroup('range', [memberOf('a', {})]), { ...noChange, gone: ['z'] }],
    ['TOPIC_UNKNOWN', describedGroup('range', [{ ...memberOf('a', {}), subscription: ['hidden'] }]), noChange],
    ['NOT_APPLICABLE', { ...describedGroup('simple', [memberOf('a', {})]), groupType: 'share' }, noChange],
  ])('refuses to guess: %s', (code, group, change) => {
    const result = whatIf(group, { topics: FOUR_AND_MANY, racks: null, paces: new Map(), rebalances: null }, change);
    expect(result.ok ? null : result.failure.code).toBe(code);
  });
});

function expectPicture(group: Parameters<typeof whatIf>[0], change: AssignmentChange, known: Partial<Surroundings> = {}): WhatIf {
  const result = whatIf(group, { topics: FOUR, racks: null, paces: new Map(), rebalances: null, ...known }, change);
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

function pace(partition: number, producedPerSecond: number, readPerSecond: number, isBehind: boolean) {
  return [partition, { producedPerSecond, readPerSecond, isBehind }] as const;
}

function rebalance(least: number, most: number | null): Rebalance {
  const nobody = { count: 0, members: [] };
  return {
    id: 1, startedAfter: 0, startedAt: 0, endedAt: 1, durationMs: { least, most }, kind: 'stop-the-world', count: 1, countIsExact: false, generation: { from: null, to: null }, groupEpoch: { from: null, to: null },
    members: { before: 1, after: 1 }, joined: nobody, left: nobody, replaced: { count: 0, pairs: [] }, moved: null, cause: { kind: 'unknown', certainty: 'unknown', evidence: '' }, triggeredHere: null,
  };
}

function ownersOf({ columns }: WhatIf) {
  return { before: [...columns.before], after: [...columns.after] };
}

