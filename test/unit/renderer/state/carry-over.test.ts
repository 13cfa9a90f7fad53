import { describe, expect, it } from 'vitest';
import type { ClusterSummary } from '../../../../src/shared/cluster';
import { carryOver } from '../../../../src/renderer/state/carry-over';

const READ: ClusterSummary = {
  profile: { profileId: 'p', name: 'payments', environment: 'production', bootstrapServers: 'a:1', commandConfig: null, intervalMs: 5_000 },
  state: 'current', failure: null, failures: [], notes: [], kafkaClusterId: 'id', kafkaVersion: '4.3', brokers: [], revision: 40, sampledAt: 1_000, retryAt: null,
  round: null, groups: 3, topics: 2, verdicts: { broken: 1, behind: 0, moving: 0, unknown: 0, ok: 2 }, notJudged: 0, restless: 0, totalLag: 9, unknownPartitions: 0, uncommittedPartitions: 0, staleGroups: 0, mostLag: null, worst: null,
};
const ANEW: ClusterSummary = { ...READ, state: 'connecting', revision: 0, sampledAt: null, groups: null, topics: null, verdicts: null, totalLag: null };

describe('carryOver', () => {
  it('keeps the figures of an engine that was started again, as stale', () => {
    expect(carryOver(READ, ANEW)).toMatchObject({ state: 'stale', groups: 3, totalLag: 9, sampledAt: 1_000, failure: { code: 'READ_ANEW' } });
  });

  it('takes what the new engine read, and never keeps the figures of another connection', () => {
    const read = { ...READ, revision: 1, sampledAt: 2_000, groups: 4 };
    expect(carryOver(READ, read)).toBe(read);
    const elsewhere = { ...ANEW, profile: { ...ANEW.profile, bootstrapServers: 'b:1' } };
    expect(carryOver(READ, elsewhere)).toBe(elsewhere);
    expect(carryOver(undefined, ANEW)).toBe(ANEW);
  });
});
