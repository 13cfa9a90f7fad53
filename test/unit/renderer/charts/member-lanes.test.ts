import { describe, expect, it } from 'vitest';
import { isRestless, memberLanes } from '../../../../src/renderer/charts/member-lanes';
import type { Rebalance, RebalanceMember } from '../../../../src/shared/rebalances';

const member = (memberId: string, clientId: string, groupInstanceId: string | null = null): RebalanceMember => ({ memberId, groupInstanceId, clientId, host: '/h' });
const list = (...members: RebalanceMember[]) => ({ count: members.length, members });

function rebalance(startedAt: number, part: Partial<Rebalance>): Rebalance {
  return {
    id: startedAt, startedAfter: startedAt - 1, startedAt, endedAt: startedAt + 5, durationMs: { least: 5, most: 6 }, kind: 'stop-the-world', count: 1, countIsExact: false, generation: { from: null, to: null }, groupEpoch: { from: null, to: null },
    members: { before: null, after: 0 }, joined: list(), left: list(), replaced: { count: 0, pairs: [] }, moved: null, cause: { kind: 'unknown', certainty: 'unknown', evidence: '' }, triggeredHere: null, ...part,
  };
}

const shown = (lanes: ReturnType<typeof memberLanes>) => lanes.map(({ member: { clientId }, segments }) => `${clientId}: ${segments.map(({ memberId, from, to }) => `${memberId} ${from ?? '…'}-${to ?? '…'}`).join(', ')}`);

describe('lanes of members', () => {
  it('put a client that comes back under other ids into one lane, on top; who was there all the time stays below', () => {
    const lanes = memberLanes(
      [rebalance(300, { joined: list(member('d2', 'd')) }), rebalance(200, { left: list(member('d1', 'd')) }), rebalance(100, { replaced: { count: 1, pairs: [{ before: member('d0', 'd'), after: member('d1', 'd'), by: 'client-id-and-host' }] } })],
      [member('a', 'a'), member('d2', 'd')],
    );
    expect(shown(lanes)).toEqual(['d: d0 …-100, d1 105-200, d2 305-…', 'a: a …-…']);
    expect(lanes.map(isRestless)).toEqual([true, false]);
  });

  it('keep two of the same client on one host apart while both are there', () => {
    expect(shown(memberLanes([rebalance(100, { joined: list(member('x2', 'x')) })], [member('x1', 'x'), member('x2', 'x')]))).toEqual(['x: x2 105-…', 'x: x1 …-…']);
  });

  it('show a KIP-848 member that went and came back with its own id as two stays', () => {
    expect(shown(memberLanes([rebalance(200, { joined: list(member('m', 'c')) }), rebalance(100, { left: list(member('m', 'c')) })], [member('m', 'c')]))).toEqual(['c: m …-100, m 205-…']);
  });

  it('know a static member by its instance id, whatever it is called', () => {
    expect(shown(memberLanes([rebalance(100, { replaced: { count: 1, pairs: [{ before: member('s1', 'old', '__proto__'), after: member('s2', 'new', '__proto__'), by: 'instance-id' }] } })], [member('s2', 'new', '__proto__')]))).toEqual(['old: s1 …-100, s2 105-…']);
  });
});
