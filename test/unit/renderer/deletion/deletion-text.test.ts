import { describe, expect, it } from 'vitest';
import { deletionEffect } from '../../../../src/renderer/views/deletion/deletion-text';
import type { PlannedGroupDeletion, PlannedOffsetDeletion } from '../../../../src/shared/deletion';

describe('what a deletion does', () => {
  it('counts what is committed, and says of how many the lag is not known', () => {
    expect(deletionEffect([group(offset(7, 100), offset(8, null), offset(null, null), offset(null, null, 'not read'))])).toEqual({ offsets: 2, text: '100 records wait behind them; of 1 partition it is not known.' });
    expect(deletionEffect([group(offset(null, null))])).toEqual({ offsets: 0, text: '' });
  });
});

function group(...partitions: readonly PlannedOffsetDeletion[]): PlannedGroupDeletion {
  return { groupId: 'g', groupType: null, groupState: 'Empty', members: [], sessionTimeOutMs: null, refusal: null, notes: [], partitions };
}

function offset(committedOffset: number | null, lag: number | null, problem: string | null = null): PlannedOffsetDeletion {
  return { topic: 't', partition: 0, committedOffset, lag, problem: problem === null ? null : { scope: 'partition t-0', code: 'X', message: problem } };
}
