import type { OffsetFetchResponse } from '../kafka/protocol/apis/offset-fetch';
import { noteCommit, rebuildRows } from '../groups/group-rows';
import type { PartitionTable } from '../groups/partition-table';
import { rowOrder, type RowOrder } from '../groups/row-order';
import { membersOf, type GroupRecord } from './group-record';
import { areOwnersRead, isOfLook } from './member-commits';
import { isPartitionRead, MOST_ROWS_OF_GROUP, WantedRows } from './wanted-rows';

type FetchedTopics = OffsetFetchResponse['groups'][number]['topics'];

/**
 * Takes over a group's committed offsets. When the answer has the same partitions in the same order as the last one
 * (it nearly always has), only numbers are copied; otherwise the rows are made again, and true is returned.
 */
export function applyCommitted(record: GroupRecord, topics: FetchedTopics, response: OffsetFetchResponse, table: PartitionTable, at: number): boolean {
  if (!hasShape(record, topics, response, table)) {
    noteHidden(record, topics, table);
    takeShape(record, topics, response, table);
  }
  settleHidden(record, table);
  record.firstCommittedAt = record.firstCommittedAt > 0 ? record.firstCommittedAt : at;
  record.offsetFailure = null;
  const rebuilt = record.rowsDirty;
  if (rebuilt) buildRows(record, table);
  copyCommitted(record, topics, response, at);
  if (rebuilt) clearUncommitted(record, at);
  noteReading(record, at);
  record.commitsRevision += 1;
  return rebuilt;
}

/** The same for an answer that is, byte for byte, the one that the rows were filled from. */
export function applyUnchanged(record: GroupRecord, at: number): void {
  record.offsetFailure = null;
  noteReading(record, at);
}

/** What is committed between the last look at an owner and the first one without it, either may have committed. */
function noteReading(record: GroupRecord, at: number): void {
  const { committedAt, describedAt, rebalances } = record;
  if (isOfLook(committedAt, describedAt)) record.readBeforeLookAt = committedAt;
  if (rebalances?.isOpen !== true && !areOwnersRead(record)) record.ownersReadAt = at;
  record.committedAt = at;
}

function noteChange({ rows, describedAt }: GroupRecord, row: number): void {
  const before = rows.commitChangedAt[row] ?? NaN;
  if (isOfLook(before, describedAt)) rows.commitBeforeLook[row] = before;
}

function copyCommitted(record: GroupRecord, topics: FetchedTopics, response: OffsetFetchResponse, at: number): void {
  const { committed, commitError } = record.rows;
  const { committedOffset, errorCode } = response;
  const rowOf = record.fetched.row;
  let entry = 0;
  for (const { from, to } of topics) {
    for (let i = from; i < to; i += 1, entry += 1) {
      const row = rowOf[entry] ?? -1;
      if (row < 0) continue;
      const error = errorCode[i] ?? 0;
      // Beside an error stands -1, which would say that nothing is committed.
      const offset = error === 0 ? (committedOffset[i] ?? -1) : NaN;
      const before = committed[row] ?? NaN;
      if (before !== offset) {
        committed[row] = offset;
        if (before === before && offset === offset) {
          noteChange(record, row);
          noteCommit(record.rows, row, at);
        }
      }
      commitError[row] = error;
    }
  }
}

/** Rows that the answer does not name have nothing committed, unless their topic may be hidden; they stay so until the rows are made again. */
function clearUncommitted(record: GroupRecord, at: number): void {
  const { rows, fetched, hidden } = record;
  const named = new Uint8Array(rows.count);
  for (const row of fetched.row) if (row >= 0) named[row] = 1;
  for (let row = 0; row < rows.count; row += 1) {
    if (named[row] === 1) continue;
    const isHidden = hidden.has(rows.topic[row] ?? -1);
    if ((rows.committed[row] ?? NaN) >= 0 && !isHidden) {
      noteChange(record, row);
      rows.commitChangedAt[row] = at;
    }
    rows.committed[row] = isHidden ? NaN : -1;
    rows.commitError[row] = 0;
  }
}

/** An answer leaves out topics that we may not DESCRIBE, without a word. A Metadata read under way may be from before: the one after it tells. */
function noteHidden(record: GroupRecord, topics: FetchedTopics, table: PartitionTable): void {
  const named = new Set(topics.map(({ topic }) => table.indexOf(topic)));
  const { fetched, hidden } = record;
  for (const topic of named) hidden.delete(topic);
  for (const topic of fetched.topics) if (!named.has(topic) && !hidden.has(topic)) hidden.set(topic, table.reads + 2);
}

/** Where the topic is there for us after all, or for nobody, its offsets are gone. */
function settleHidden(record: GroupRecord, table: PartitionTable): void {
  for (const [topic, read] of record.hidden) {
    const status = table.topics[topic]?.status;
    if (status !== 'gone' && !(status === 'present' && table.reads >= read)) continue;
    record.hidden.delete(topic);
    record.rowsDirty = true;
  }
}

/** The coordinator's newest answer and the newest Metadata do not agree on which topics we may see: Metadata is to be read again. */
export function contradictsMetadata({ fetched, hidden }: GroupRecord, table: PartitionTable): boolean {
  for (const topic of hidden.keys()) if (table.topics[topic]?.status === 'present') return true;
  for (const topic of fetched.topics) if (table.topics[topic]?.status === 'not-authorised') return true;
  return false;
}

function hasShape(record: GroupRecord, topics: FetchedTopics, response: OffsetFetchResponse, table: PartitionTable): boolean {
  const { topic, partition } = record.fetched;
  const fetched = response.partition;
  let entry = 0;
  for (const fetchedTopic of topics) {
    const index = table.indexOf(fetchedTopic.topic);
    const { from, to } = fetchedTopic;
    if (entry + to - from > topic.length) return false;
    for (let i = from; i < to; i += 1, entry += 1) {
      if (topic[entry] !== index || partition[entry] !== fetched[i]) return false;
    }
  }
  return entry === topic.length;
}

function takeShape(record: GroupRecord, topics: FetchedTopics, response: OffsetFetchResponse, table: PartitionTable): void {
  let count = 0;
  for (const { from, to } of topics) count += to - from;
  const topic = new Int32Array(count);
  const partition = new Int32Array(count);
  let entry = 0;
  for (const fetchedTopic of topics) {
    const index = table.indexOf(fetchedTopic.topic);
    for (let i = fetchedTopic.from; i < fetchedTopic.to; i += 1, entry += 1) {
      topic[entry] = index;
      partition[entry] = response.partition[i] ?? 0;
    }
  }
  record.fetched = { topics: [...new Set(topics.map((fetchedTopic) => table.indexOf(fetchedTopic.topic)))], topic, partition, row: new Int32Array(count).fill(-1) };
  record.rowsDirty = true;
}

/**
 * Makes the group's rows: partitions that are committed, assigned, or of a subscribed topic. While a rebalance hides
 * the assignment, or offsets may be hidden, partitions that had a row keep it. Of a topic that is gone only committed offsets
 * are left.
 */
export function buildRows(record: GroupRecord, table: PartitionTable): void {
  const { fetched } = record;
  const wanted = wantedRows(record, table);
  const order = rowOrder(wanted.topics, wanted.partitions, table);
  record.partitionsLeftOut = wanted.leftOut;
  followRows(record, order);
  record.rows = rebuildRows(record.rows, order.topic, order.partition);
  if (record.committedAt > 0) setUncommitted(record);
  for (let entry = 0; entry < fetched.topic.length; entry += 1) {
    fetched.row[entry] = order.rowOf(fetched.topic[entry] ?? 0, fetched.partition[entry] ?? 0);
  }
  setOwners(record, table, order);
  record.rowsDirty = false;
  record.answer = null;
  record.commitsRevision += 1;
}

/** A subscribed topic that no Metadata has named has no partition to make a row of. */
function wantedRows(record: GroupRecord, table: PartitionTable): { readonly topics: ArrayLike<number>; readonly partitions: ArrayLike<number>; readonly leftOut: number } {
  const { fetched, rows, hidden } = record;
  const members = membersOf(record);
  const unassigned = members === null || members.some((member) => member.assignment === null);
  if (rows.count === 0 && (members === null || members.length === 0) && fetched.partition.length <= MOST_ROWS_OF_GROUP && fetched.partition.every(isPartitionRead)) {
    return { topics: fetched.topic, partitions: fetched.partition, leftOut: 0 };
  }
  const wanted = new WantedRows(table);
  for (let entry = 0; entry < fetched.topic.length; entry += 1) wanted.want(fetched.topic[entry] ?? 0, fetched.partition[entry] ?? 0);
  for (let row = 0; row < rows.count; row += 1) {
    const topic = rows.topic[row] ?? -1;
    if ((unassigned || hidden.has(topic)) && table.topics[topic]?.status !== 'gone') wanted.want(topic, rows.partition[row] ?? 0);
  }
  // Partitions that exist come before those that members only claim.
  for (const topic of new Set(members?.flatMap(({ subscription }) => subscription ?? []))) {
    const entry = table.find(topic);
    const count = entry?.status === 'gone' ? 0 : (entry?.partitions ?? 0);
    if (count === 0) continue;
    const index = table.indexOf(topic);
    for (let partition = 0; partition < count; partition += 1) wanted.want(index, partition);
  }
  for (const { assignment, targetAssignment } of members ?? []) {
    for (const { topic, partitions } of [...(assignment ?? []), ...(targetAssignment ?? [])]) {
      if (table.find(topic)?.status !== 'gone') wanted.claim(topic, partitions);
    }
  }
  return wanted;
}

/** The newest verdict and totals stay about the partitions that they were made of. */
function followRows(record: GroupRecord, order: RowOrder): void {
  const { rows, health, totals } = record;
  const moved = (row: number): number => (row < 0 ? -1 : order.rowOf(rows.topic[row] ?? -1, rows.partition[row] ?? -1));
  record.health = { ...health, row: moved(health.row) };
  record.totals = { ...totals, worstRow: moved(totals.worstRow) };
}

/** An answer names every partition with a commit: what it did not name, has none (see noteHidden). */
function setUncommitted({ rows, hidden }: GroupRecord): void {
  const { count, topic, committed, commitError } = rows;
  for (let row = 0; row < count; row += 1) {
    if (Number.isNaN(committed[row]) && commitError[row] === 0 && !hidden.has(topic[row] ?? -1)) committed[row] = -1;
  }
}

/** Owner of each row; a partition that several members work on (share groups) has none. */
function setOwners(record: GroupRecord, table: PartitionTable, order: RowOrder): void {
  const { owner } = record.rows;
  const taken = new Uint8Array(owner.length);
  owner.fill(-1);
  record.rowMembers = membersOf(record);
  (record.rowMembers ?? []).forEach((member, memberIndex) => {
    for (const { topic, partitions } of member.assignment ?? []) {
      if (table.find(topic) === undefined) continue;
      const index = table.indexOf(topic);
      for (const partition of partitions) {
        const row = order.rowOf(index, partition);
        if (row < 0) continue;
        owner[row] = taken[row] === 1 ? -1 : memberIndex;
        taken[row] = 1;
      }
    }
  });
}
