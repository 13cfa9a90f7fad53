import { expect, it } from 'vitest';
import { worstGroups } from '../../../../src/renderer/views/overview/worst-groups';
import type { ClusterSummary, Environment } from '../../../../src/shared/cluster';
import { tableOf, type RowGiven } from '../groups/tables';

const read = (environment: Environment, rows: readonly RowGiven[]) => ({ cluster: { profile: { profileId: environment, environment } } as ClusterSummary, table: tableOf(rows) });

it('lists what could not be read in full, after all that is known to be bad', () => {
  const sources = [
    read('production', [{ id: 'bills', verdict: 'unknown', lag: 0, unknown: 1 }, { id: 'fine' }, { id: 'denied', verdict: 'no-permission', lag: Number.NaN }]),
    read('staging', [{ id: 'behind', verdict: 'behind', lag: 5 }, { id: 'stopped', verdict: 'stopped', lag: 1 }]),
  ];
  const { worst, count } = worstGroups(sources, 'urgency', 9);
  expect(worst.map(({ groupId }) => groupId)).toEqual(['stopped', 'behind', 'bills']);
  expect(count).toBe(3);
});
