import { describe, expect, it } from 'vitest';
import { countOutcomes, notAppliedText } from '../../../../src/renderer/views/reset/outcome-count';
import type { PlannedPartition, ResetOutcome, ResetPlan } from '../../../../src/shared/reset';

describe('what became of a plan', () => {
  it('counts what was to change: neither what stays, nor what could not be planned', () => {
    const outcomes: readonly (readonly [Partial<ResetOutcome>, removesCommit: boolean])[] = [
      [{ oldOffset: 5, newOffset: 9, status: 'applied' }, false],
      [{ oldOffset: 5, newOffset: 5, status: 'applied' }, false],
      [{ oldOffset: 5, newOffset: 5, status: 'reverted' }, false],
      [{ oldOffset: 5, newOffset: null, status: 'skipped' }, false],
      [{ oldOffset: 5, newOffset: null, status: 'applied' }, true],
      [{ oldOffset: 5, newOffset: null, status: 'skipped' }, true],
      [{ oldOffset: 5, newOffset: 9, status: 'failed' }, false],
    ];
    const plan = { groups: [{ groupId: 'g', partitions: outcomes.map(([, removesCommit]) => ({ removesCommit }) as PlannedPartition) }] } as unknown as ResetPlan;
    const count = countOutcomes(plan, [{ groupId: 'g', outcomes: outcomes.map(([outcome]) => outcome as ResetOutcome) }]);
    expect(count).toEqual({ applied: 2, failed: 1, skipped: 1, reverted: 1, unknown: 0 });
    expect(notAppliedText(count)).toBe('Not applied: 1 failed, 1 moved by something else at once, 1 not begun.');
    expect(notAppliedText({ applied: 3, failed: 0, skipped: 0, reverted: 0, unknown: 0 })).toBeNull();
  });
});
