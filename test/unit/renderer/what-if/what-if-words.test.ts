import { describe, expect, it } from 'vitest';
import { growthText, mostLagText, skewText, whatIfNames, whatIfSentence } from '../../../../src/renderer/views/what-if/what-if-words';
import { NO_CHANGE } from '../../../../src/renderer/state/what-if';
import { ownershipChange } from '../../../../src/renderer/charts/ownership-change';
import type { WhatIf } from '../../../../src/shared/what-if';
import { crowded } from '../../../renderer/harness/fixtures/group-models';
import { detailOf } from '../../../renderer/harness/group-world';
import { inventedWhatIf } from '../../../renderer/harness/invented-what-if';

const group = detailOf(crowded(), 1_000_000, 1_000_000, 1);

function answer(change: Partial<typeof NO_CHANGE>): WhatIf {
  const asked = inventedWhatIf(group, { ...NO_CHANGE, ...change });
  if (!asked.ok) throw new Error(asked.failure.message);
  return asked.value;
}

describe('what if', () => {
  it('says what moves, what stands still, who is idle and how it is spread', () => {
    const gone = answer({ gone: [group.members![0]!.memberId] });
    expect(whatIfSentence(gone)).toBe('3 of 3 partitions move; all of them stand still on the way. It takes 1 rebalance. 1 member would be idle.');
    expect(skewText(gone)).toBe('0 to 1 per member, as before');
    expect(whatIfSentence(answer({ assignor: 'cooperative-sticky' }))).toBe('cooperative-sticky instead of range takes two rolling restarts of every member; each restart is an eager rebalance. In the end 0 of 3 partitions move. 2 members would be idle.');
    expect(skewText(answer({ partitions: [{ topic: 'invoices', partitions: 10 }] }))).toBe('2 per member (before 0 to 1)');
  });

  it('calls new members so, and the others as everywhere else', () => {
    const more = answer({ members: 1 });
    expect(whatIfNames(more.members, new Map([[group.members![0]!.memberId, 'invoice-mailer 10.4.1.20']])).slice(-2)).toEqual(['invoice-mailer', 'new member 1']);
  });

  it('tells no lag and no rate that is not known', () => {
    const load = { partitions: 1, lag: null, unknownPartitions: 1, producedPerSecond: null, lagPerSecond: null };
    expect(mostLagText({ members: [0, 1].map(() => ({ memberId: 'm', groupInstanceId: null, clientId: 'c', host: 'h', before: load, after: load })) }, ['a', 'b'])).toBeNull();
    expect(growthText(load)).toBeNull();
    expect([growthText({ ...load, lagPerSecond: -12.6 }), growthText({ ...load, lagPerSecond: 0.04 }), growthText({ ...load, lagPerSecond: 3.21 })]).toEqual(['−13/s', '0/s', '+3.2/s']);
  });

  it('marks what is given up where it was and what is taken where it goes', () => {
    const { before, after } = ownershipChange(Int32Array.from([0, 1, -1, 2]), Int32Array.from([0, 0, 1, -1]), Uint8Array.from([1, 1, 0, 1]));
    expect([[...before.givenUp], [...before.taken], [...before.stops]]).toEqual([[-1, -1, -1, -1], [0, 0, 0, 0], [1, 1, 0, 1]]);
    expect([[...after.givenUp], [...after.taken]]).toEqual([[-1, 1, -1, 2], [0, 1, 1, 0]]);
  });
});
