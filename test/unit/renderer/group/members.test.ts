import { describe, expect, it } from 'vitest';
import { assignmentText, missingFrom, partitionRanges } from '../../../../src/renderer/views/group/assignment-text';
import { memberNames, memberRows } from '../../../../src/renderer/views/group/member-rows';
import { ownershipFinding } from '../../../../src/renderer/views/group/ownership-finding';
import { ownershipInput } from '../../../../src/renderer/views/group/ownership-input';
import { crowded, edges, hostile, incident, share } from '../../../renderer/harness/fixtures/group-models';
import { detailOf, member } from '../../../renderer/harness/group-world';

const detail = (model: ReturnType<typeof incident>) => detailOf(model, 1_000_000, 1_000_000, 1);

describe('assignments in words', () => {
  it('are ranges', () => {
    expect(partitionRanges([5, 2, 0, 1])).toBe('0–2, 5');
    expect(partitionRanges([0, 1, 7])).toBe('0, 1, 7');
    expect(assignmentText([{ topic: 'orders', partitions: [0, 1, 2, 5] }, { topic: 'idle', partitions: [] }, { topic: '__proto__', partitions: [1] }])).toBe('orders 0–2, 5; __proto__ 1');
  });

  it('say what is on its way', () => {
    expect(missingFrom([{ topic: 'a', partitions: [0] }], [{ topic: 'a', partitions: [0, 1] }, { topic: 'b', partitions: [0] }])).toEqual([{ topic: 'a', partitions: [1] }, { topic: 'b', partitions: [0] }]);
  });
});

describe('members', () => {
  it('of one client id are told apart by host, then by the end of the member id', () => {
    const names = memberNames([member(0, []), member(1, [], { clientId: 'app' }), member(2, [], { clientId: 'app' }), member(3, [], { clientId: 'x', host: '/h' }), member(4, [], { clientId: 'x', host: '/h' }), member(5, [], { groupInstanceId: 'static-1' })]);
    expect(names.map(({ full }) => full)).toEqual(['consumer-1', 'app 10.4.1.21', 'app 10.4.1.22', 'x …00003', 'x …00004', 'static-1']);
    expect(names.map(({ main, suffix }) => `${main}|${suffix}`)).toEqual(['consumer|-1', 'app| 10.4.1.21', 'app| 10.4.1.22', 'x| …00003', 'x| …00004', 'static|-1']);
  });

  it('hold the lag of what they own, and idle ones say why', () => {
    const rows = memberRows(detail(incident()));
    expect(rows.map(({ name, partitions, broken, idle }) => [name.full, partitions, broken, idle])).toEqual([
      ['consumer-1', 3, false, null],
      ['consumer-2', 3, true, null],
      ['consumer-3', 3, false, null],
      ['consumer-4', 3, false, null],
      ['consumer-5', 0, false, 'its only topic, orders.v2, is absent'],
    ]);
    expect(memberRows(detail(crowded())).map(({ idle }) => idle)).toEqual([null, null, null, '5 members for 3 partitions', '5 members for 3 partitions']);
  });

  it('count partitions of unknown lag apart, and a name like __proto__ is a name', () => {
    expect(memberRows(detail(edges())).map(({ unknownPartitions, uncommittedPartitions }) => [unknownPartitions, uncommittedPartitions])).toEqual([[3, 1], [0, 0]]);
    expect(memberRows(detail(hostile())).map(({ name }) => name.full)[0]).toBe('__proto__');
  });
});

describe('who owns what', () => {
  it('says who holds the lag, and that it is one partition', () => {
    const group = detail(incident());
    expect(ownershipFinding(group, memberRows(group))).toEqual({
      headline: 'consumer-2 holds 99 % of the lag',
      verdict: 'stalled',
      text: 'All of that is orders-3 alone, not the whole member. 3 partitions per member, 1 idle.',
    });
  });

  it('has no headline for ordinary work in flight', () => {
    const group = detail({ ...crowded(), partitions: crowded().partitions.map((each, index) => ({ ...each, lagAt: () => (index === 0 ? 60 : 1) })) });
    expect(ownershipFinding(group, memberRows(group)).headline).toBeNull();
  });

  it('shows as much of the end of member ids as tells those of one name and host apart', () => {
    const names = ['c-00000-1-QvW', 'c-00000-2-QvW', 'c-10000-2-QvW'].map((memberId) => ({ ...detail(incident()).members![0]!, memberId }));
    expect(memberNames(names.slice(0, 2)).map(({ full }) => full)).toEqual(['consumer-1 …1-QvW', 'consumer-1 …2-QvW']);
    expect(memberNames(names.slice(1).map((each, index) => ({ ...each, host: `/10.0.0.${index}` }))).map(({ full }) => full)).toEqual(['consumer-1 10.0.0.0', 'consumer-1 10.0.0.1']);
    expect(new Set(memberNames(names).map(({ full }) => full)).size).toBe(3);
  });

  it('gives partitions without an owner a row of their own, on top', () => {
    const group = detail(edges());
    const { rows, owner } = ownershipInput(group, memberRows(group));
    expect(rows.map(({ kind, label }) => [kind, label])).toEqual([['none', 'no owner'], ['member', 'audit-a'], ['member', 'consumer-2']]);
    expect(rows.map(({ notCounted }) => notCounted)).toEqual(['the lag of 1 partition is not known', '1 partition has no committed offset; what waits there is not counted; the lag of 3 partitions is not known', null]);
    expect([...owner]).toEqual([1, 2, 1, 2, 1, 1, 0, 1, 1]);
  });

  it('does not call the members of a share group idle owners', () => {
    const group = detail(share());
    expect(memberRows(group).map(({ idle }) => idle)).toEqual([null, null]);
  });
});
