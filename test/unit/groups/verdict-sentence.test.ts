import { expect, test } from 'vitest';
import { verdictSentence, type SentenceInput } from '../../../src/main/groups/verdict-sentence';
import type { Verdict } from '../../../src/shared/verdict';

const MINUTE = 60_000;

function sentence(verdict: Verdict, change: Partial<SentenceInput> & { readonly rows?: number } = {}): string {
  const { rows = 1, ...rest } = change;
  return verdictSentence({
    groupId: 'g', health: { verdict, since: null, row: 0, rows }, atLeast: false, since: null, sampledAt: 10 * MINUTE, totalLag: 100, unknownPartitions: 0, gonePartitions: 0,
    uncommittedPartitions: 0, unownedPartitions: 0, partitions: 4, members: 2, groupState: 'Stable', left: null, lostRecords: 0, shared: false, reckonedLags: 0, watchedMs: MINUTE,
    worst: { name: 't-2', committed: 5, lag: 60, owner: 'a' }, ...rest,
  }).sentence;
}

test.each<[string, string, string]>([
  ['a total beside partitions without a commit is a lower bound', sentence('behind', { uncommittedPartitions: 1 }),
    'g is behind by at least 100 records, neither growing nor shrinking, most of it on t-2; on 1 of 4 partitions it has no committed offset, so what waits there is not known.'],
  ['no lag that is known is not nothing', sentence('rebalancing', { totalLag: 0, uncommittedPartitions: 2, groupState: 'Reconciling' }),
    'g is rebalancing (Reconciling); an unknown number of records wait; on 2 of 4 partitions it has no committed offset, so what waits there is not known.'],
  ['a state that is newer than the verdict does not contradict it', sentence('rebalancing', { groupState: 'Stable' }), 'g has just rebalanced; 100 records wait.'],
  ['not committing says where, and that the others go on', sentence('not-committing', { totalLag: 1, uncommittedPartitions: 1 }),
    'g has no committed offset on 1 of 4 partitions that its members work on and that holds records: t-2; at least 1 record waits on the others.'],
  ['not committing on several', sentence('not-committing', { totalLag: null, uncommittedPartitions: 3, rows: 2 }),
    'g has no committed offset on 2 of 4 partitions that its members work on and that hold records: t-2 first; nor has it on 1 more.'],
  ['a share group has start offsets', sentence('unknown', { totalLag: null, uncommittedPartitions: 4, shared: true }),
    'g is only partly known; on 4 of 4 partitions it has no start offset, so what waits there is not known.'],
  ['half of it is not most of it', sentence('falling-behind', { worst: { name: 't-2', committed: 5, lag: 50, owner: null } }), 'g is falling behind: 100 records and growing.'],
  ['how long is told as of the figures', sentence('stalled', { since: 7 * MINUTE, rows: 4 }), 'g is stalled on t-2: committed offset 5 has not moved for 3 min while a is in the group; 4 partitions stand still.'],
  ['what is deleted is told beside the lag that counts it', sentence('records-lost', { totalLag: 11_715, lostRecords: 2_691, rows: 3, partitions: 6, members: 0 }),
    'g lost records on 3 of 6 partitions, t-2 first: 2,691 already deleted, unread; of the lag of 11,715 records 9,024 are still there, and it has no member to read them.'],
  ['no member and nothing visible', sentence('unknown', { totalLag: null, partitions: 0, members: 0, worst: null }),
    'g has no member, and no committed offset of it is visible: it has none, or these credentials may not DESCRIBE the topics where it has some.'],
  ['records just came to where nothing is committed', sentence('watching', { totalLag: 0, uncommittedPartitions: 1, watchedMs: 14 * MINUTE }),
    'g cannot be judged yet; on 1 of 4 partitions it has no committed offset, so what waits there is not known.'],
  ['its lag was not watched for long', sentence('watching'), 'g is 100 records behind; watched for only 1 min, too short to say which way it goes.'],
  ['nothing waits', sentence('ok', { totalLag: 0 }), 'g keeps up: nothing waits.'],
])('%s', (_name, found, expected) => {
  expect(found).toBe(expected);
});
