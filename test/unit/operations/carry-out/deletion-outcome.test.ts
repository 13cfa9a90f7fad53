import { expect, test } from 'vitest';
import { deletionOutcome } from '../../../../src/main/operations/carry-out/deletion-outcome';
import type { GroupReading } from '../../../../src/main/operations/read/read-groups';
import { TopicPartitionMap } from '../../../../src/main/operations/read/topic-partition-map';
import type { Deletion } from '../../../../src/shared/deletion';
import type { Failure } from '../../../../src/shared/failure';

const SILENT: Failure = { scope: 'group g', code: 'SILENT', message: 'Broker 1 does not answer.' };
const UNREAD: Failure = { scope: 'partition t-0', code: 'UNSTABLE_OFFSET_COMMIT', message: 'Not now.' };
const deleted: Deletion = { groupId: 'g', partition: { topic: 't', partition: 0 }, status: 'deleted', failure: null };
const unanswered: Deletion = { ...deleted, status: 'unknown', failure: SILENT };

function reading(held: { offset: number } | Failure | null, groupState: string | null = 'Empty'): GroupReading {
  const committed: GroupReading['committed'] = new TopicPartitionMap();
  if (held !== null) committed.set('t', 0, 'code' in held ? held : { ...held, leaderEpoch: null, metadata: null });
  return { groupId: 'g', coordinatorId: 1, groupType: 'classic', protocolType: 'consumer', groupState, groupEpoch: null, members: [], hasClassicMembers: true, subscribedTopics: new Set(), committed, failure: null };
}

test.each<[string, Deletion, GroupReading | Failure | undefined, Deletion['status'], string | null]>([
  ['deleted, and not there', deleted, reading(null), 'deleted', null],
  ['deleted, and there again', deleted, reading({ offset: 3 }), 'failed', 'THERE_AGAIN'],
  ['deleted, but what is there could not be read', deleted, reading(UNREAD), 'unknown', 'UNSTABLE_OFFSET_COMMIT'],
  ['deleted, but the group could not be read', deleted, SILENT, 'unknown', 'SILENT'],
  ['not answered, and not there', unanswered, reading(null), 'deleted', null],
  ['not answered, and still there: it may yet go', unanswered, reading({ offset: 3 }), 'unknown', 'SILENT'],
  ['refused', { ...deleted, status: 'failed', failure: SILENT }, reading(null), 'failed', 'SILENT'],
  ['a whole group that is not there', { ...deleted, partition: null }, reading(null, null), 'deleted', null],
  ['a whole group that is there again', { ...deleted, partition: null }, reading(null), 'failed', 'THERE_AGAIN'],
])('%s', (_what, tried, now, status, code) => {
  const outcome = deletionOutcome(tried, now);
  expect([outcome.status, outcome.failure?.code ?? null]).toEqual([status, code]);
});
