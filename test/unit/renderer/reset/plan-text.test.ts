import { expect, test } from 'vitest';
import { effectOf, effectText, planSentence } from '../../../../src/renderer/views/reset/plan-text';
import type { PlannedPartition } from '../../../../src/shared/reset';

const PARTITION: PlannedPartition = {
  topic: 'orders', partition: 0, oldOffset: 10, oldLeaderEpoch: null, oldMetadata: null, newOffset: 60, newLeaderEpoch: null, newMetadata: null, logStartOffset: 50, logEndOffset: 100, lastStableOffset: 100, topicId: null, removesCommit: false, clamped: null, warnings: [], problem: null,
};

test('records that retention deleted are not called skipped, and are said once', () => {
  const partitions = [PARTITION, { ...PARTITION, partition: 1, newOffset: 50 }];
  expect(partitions.map(effectText)).toEqual(['skips 10', 'skips only what is deleted']);
  expect(planSentence(effectOf([{ partitions }]))).toEqual({ what: '2 partitions change.', again: null, never: '10 records will never be read, 80 records are already deleted' });
});
