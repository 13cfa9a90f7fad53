import { whatIf } from '../../../src/main/assignment/what-if';
import type { GroupDetail } from '../../../src/shared/group';
import type { Result } from '../../../src/shared/result';
import type { AssignmentChange, WhatIf } from '../../../src/shared/what-if';

/** As the engine works it out, of topics that have the partitions that the group shows. */
export function inventedWhatIf(detail: GroupDetail, change: AssignmentChange): Result<WhatIf> {
  const counts = new Map<string, number>();
  detail.columns.topic.forEach((index, row) => {
    const topic = detail.topics[index] ?? '';
    counts.set(topic, Math.max(counts.get(topic) ?? 0, detail.columns.partition[row]! + 1));
  });
  return whatIf(detail, { find: (topic) => ({ status: counts.has(topic) ? 'present' : 'gone', partitions: counts.get(topic) ?? 0, topicId: null }) }, change, null);
}
