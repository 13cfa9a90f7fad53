import type { ShareGroupOffsets } from '../kafka/protocol/apis/describe-share-group-offsets';
import type { OffsetFetchResponse } from '../kafka/protocol/apis/offset-fetch';
import type { ClusterFacts } from './cluster-facts';
import { applyOffsetError } from './group-failures';
import type { GroupRecord } from './group-record';
import { applyCommitted } from './group-structure';

/**
 * A share group commits no offsets: its position in a partition is the share-partition start offset, before which
 * every record is dealt with. It takes the committed offset's place; its lag is the broker's own. `groups` null: the broker does not tell it.
 */
export function applyShareOffsets(facts: ClusterFacts, records: readonly GroupRecord[], groups: readonly ShareGroupOffsets[] | null, at: number): void {
  if (groups === null) {
    for (const record of records) {
      record.offsetFailure = {
        scope: `group ${record.groupId}`,
        code: 'UNSUPPORTED_VERSION',
        message: `The start offsets of share group ${record.groupId} are unknown: this broker does not offer DescribeShareGroupOffsets.`,
      };
    }
    return;
  }
  const asked = new Map(records.map((record) => [record.groupId, record]));
  for (const group of groups) {
    const record = asked.get(group.groupId);
    if (record === undefined) continue;
    if (group.errorCode !== 0) applyOffsetError(facts, record, group.errorCode);
    else {
      const response = asColumns(group);
      if (applyCommitted(record, response.groups[0]?.topics ?? [], response, facts.partitions, at)) facts.structureChanged();
      takeToldLags(record, group, at);
    }
  }
}

/**
 * The broker's own lag (from version 1 on) leaves out what is acknowledged beyond the start offset, which moves only now
 * and then: a group that has read everything may have a start offset far behind.
 */
function takeToldLags({ rows, fetched }: GroupRecord, group: ShareGroupOffsets, at: number): void {
  const told = (rows.toldLag ??= new Float64Array(rows.count).fill(NaN));
  group.topics
    .flatMap(({ partitions }) => partitions)
    .forEach(({ lag, errorCode }, entry) => {
      const row = fetched.row[entry] ?? -1;
      if (row < 0) return;
      const now = errorCode === 0 ? (lag ?? NaN) : NaN;
      const before = told[row] ?? NaN;
      if (now < before) rows.commitChangedAt[row] = at;
      told[row] = now;
    });
}

function asColumns(group: ShareGroupOffsets): OffsetFetchResponse {
  const rows = group.topics.flatMap((topic) => topic.partitions);
  let from = 0;
  const topics = group.topics.map(({ topic, partitions }) => {
    const range = { topic, from, to: from + partitions.length };
    from = range.to;
    return range;
  });
  return {
    groups: [{ groupId: group.groupId, errorCode: 0, topics }],
    partition: Int32Array.from(rows, (row) => row.partition),
    committedOffset: Float64Array.from(rows, (row) => row.startOffset ?? -1),
    leaderEpoch: Int32Array.from(rows, (row) => row.leaderEpoch),
    errorCode: Int16Array.from(rows, (row) => row.errorCode),
    metadata: new Map(),
  };
}
