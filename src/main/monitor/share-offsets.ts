import type { Failure } from '../../shared/failure';
import { noteCommit } from '../groups/group-rows';
import { describeShareGroupOffsets } from '../kafka/admin';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { toFailure } from '../kafka/errors';
import type { ShareGroupOffsets } from '../kafka/protocol/apis/describe-share-group-offsets';
import type { OffsetFetchResponse } from '../kafka/protocol/apis/offset-fetch';
import { epochNow } from './clock-step';
import type { BrokerFacts, ClusterFacts } from './cluster-facts';
import { applyOffsetError } from './group-failures';
import type { GroupRecord } from './group-record';
import { applyCommitted, contradictsMetadata } from './group-structure';

/** A connection of their own: the answer waits for the brokers that keep the groups' state, and with it all that is asked after it. */
const LANE = 2;

/** Reads the start offsets of these groups of one broker. Never rejects; failures are in `facts`. */
export async function readShareOffsets(client: ClusterClient, facts: ClusterFacts, broker: BrokerFacts, records: readonly GroupRecord[], options: CallOptions): Promise<void> {
  try {
    const groups = await describeShareGroupOffsets(client, broker.nodeId, records.map((record) => record.groupId), { ...options, lane: LANE });
    const own = records.filter((record) => record.coordinatorId === broker.nodeId);
    applyShareOffsets(facts, own, groups, epochNow(facts));
  } catch (error) {
    const failure = toFailure(`broker ${broker.nodeId}`, error);
    facts.note(failure);
    for (const record of records) if (record.coordinatorId === broker.nodeId) record.offsetFailure = failure;
  }
}

/** Why the start offsets of a broker's share groups are old; null while none of them is waited for. */
export function shareOffsetsFailure({ nodeId, readingShareOffsets }: BrokerFacts): Failure | null {
  if (readingShareOffsets.running === null) return null;
  return {
    scope: `broker ${nodeId}`,
    code: 'SHARE_OFFSETS_SLOW',
    message: `Broker ${nodeId} has not told the start offsets of its share groups in time: it asks the brokers that keep them, of which one may not answer. The figures of these groups are from before.`,
  };
}

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
      if (contradictsMetadata(record, facts.partitions)) facts.metadataDue = true;
      takeToldLags(record, group, at);
    }
  }
}

/**
 * The broker's own lag (from version 1 on) leaves out what is acknowledged beyond the start offset, which moves only now
 * and then: a group that has read everything may have a start offset far behind.
 */
function takeToldLags({ rows, fetched }: GroupRecord, group: ShareGroupOffsets, at: number): void {
  const before = rows.toldLag;
  const told = new Float64Array(rows.count).fill(NaN);
  rows.toldLag = told;
  group.topics
    .flatMap(({ partitions }) => partitions)
    .forEach(({ lag, errorCode }, entry) => {
      const row = fetched.row[entry] ?? -1;
      if (row < 0) return;
      const now = errorCode === 0 ? (lag ?? NaN) : NaN;
      if (now < (before?.[row] ?? NaN)) noteCommit(rows, row, at);
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
    groups: [{ groupId: group.groupId, errorCode: 0, unchanged: false, topics }],
    partition: Int32Array.from(rows, (row) => row.partition),
    committedOffset: Float64Array.from(rows, (row) => row.startOffset ?? -1),
    leaderEpoch: Int32Array.from(rows, (row) => row.leaderEpoch),
    errorCode: Int16Array.from(rows, (row) => row.errorCode),
    metadata: new Map(),
  };
}
