import { describe, expect, it } from 'vitest';
import { topicSentence } from '../../../../src/renderer/views/topic/topic-sentence';
import type { TopicDetail } from '../../../../src/shared/group';

type Given = Partial<TopicDetail['groups'][number]>;

function said(...groups: readonly Given[]): string {
  return topicSentence({
    topic: 't', partitions: 4, sampledAt: 0, failure: null, partitionRows: [],
    groups: groups.map((group, at) => ({ groupId: `g${at}`, groupType: 'classic', groupState: 'Stable', verdict: 'ok', members: 1, partitions: 4, totalLag: 0, unknownPartitions: 0, uncommittedPartitions: 0, worstPartition: null, sampledAt: 0, ...group })),
  });
}

describe('topicSentence', () => {
  it('says that nothing waits only where every lag is known whole', () => {
    expect(said({})).toBe('is read by 1 group; nothing waits here.');
    expect(said({}, { uncommittedPartitions: 3 })).toBe('is read by 2 groups; no lag is known here, but 3 partitions have no committed offset; what waits there is not counted.');
    expect(said({ unknownPartitions: 1 })).toBe('is read by 1 group; no lag is known here, but the lag of 1 partition is not known.');
    expect(said({ totalLag: null, uncommittedPartitions: 4 })).toBe('is read by 1 group; its lag here is not known: 4 partitions have no committed offset; what waits there is not counted.');
    expect(said({ totalLag: 12, uncommittedPartitions: 1 }, {})).toBe('is read by 2 groups; g0 has most known lag here: at least 12.');
  });
});
