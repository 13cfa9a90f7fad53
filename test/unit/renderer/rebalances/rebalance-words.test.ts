import { describe, expect, it, test } from 'vitest';
import { cappedText, generationText, keptSince, membersWords, tookText, whatChanged } from '../../../../src/renderer/views/rebalances/rebalance-words';
import type { Rebalance } from '../../../../src/shared/rebalances';

const took = (least: number, most: number | null, endedAt: number | null = 9_000) => tookText({ durationMs: { least, most }, startedAt: 1_000, endedAt } as Rebalance, 13_500);
const nobody = { count: 0, members: [] };
const named = (...names: string[]) => ({ count: names.length, members: names.map((clientId) => ({ memberId: `${clientId}-id`, groupInstanceId: null, clientId, host: '/h' })) });

describe('how long a rebalance took', () => {
  it('is as exact as it was looked at', () => {
    expect([took(2_100, 2_600), took(0, 480), took(3_000, 3_050), took(4_000, null), took(61_000, 61_500)]).toEqual(['2.1 s to 2.6 s', '≤ 480 ms', '3.0 s', '≥ 4.0 s', '1 min 1 s']);
  });

  it('goes on while it is on', () => {
    expect(took(4_000, null, null)).toBe('12 s so far');
  });
});

describe('what changed', () => {
  it('names who came, went and came back, and counts the others', () => {
    expect(whatChanged({ joined: named('a'), left: nobody, replaced: { count: 0, pairs: [] } })).toBe('a joined');
    expect(whatChanged({ joined: nobody, left: { ...named('a', 'b', 'c'), count: 70 }, replaced: { count: 0, pairs: [] } })).toBe('a, b and 68 more left');
    expect(whatChanged({ joined: nobody, left: nobody, replaced: { count: 0, pairs: [] } })).toBe('nobody came or went');
    expect(membersWords(named('\u202eevil'))).toBe('\\u202eevil');
  });

  it('tells generations only where they are known', () => {
    expect(generationText({ generation: { from: null, to: null }, groupEpoch: { from: null, to: null } })).toBeNull();
    expect(generationText({ generation: { from: null, to: 3 }, groupEpoch: { from: null, to: null } })).toBe('→ 3');
    expect(generationText({ generation: { from: null, to: null }, groupEpoch: { from: 0, to: 2 } })).toBe('0 → 2');
  });
});

test('a storm that filled what is kept says so, and the time before is not drawn as calm', () => {
  const kept = Array.from({ length: 100 }, (_, index) => ({ startedAt: 600_000 - index * 5_000 }) as Rebalance);
  const storm = { rebalances: 100, minutes: 10, culprit: null, evidence: '' };
  expect(keptSince({ rebalances: kept, forgotten: 25 })).toBe(105_000);
  expect(keptSince({ rebalances: kept, forgotten: 0 })).toBeNull();
  expect(cappedText({ rebalances: kept, forgotten: 25, storm })).toBe('Only the last 100 are kept: how many more there were in these 10 min is not known.');
  expect(cappedText({ rebalances: kept, forgotten: 0, storm })).toBeNull();
  expect(cappedText({ rebalances: kept.map((each, index) => ({ ...each, startedAt: 600_000 - index * 20_000 })), forgotten: 25, storm })).toBeNull();
});
