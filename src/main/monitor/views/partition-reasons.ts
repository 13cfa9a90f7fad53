import type { Failure } from '../../../shared/failure';
import { LAG_STATES, type LagState } from '../../../shared/lag';
import { formatCount } from '../../../shared/text';
import { STATE } from '../../groups/group-rows';
import { errorText } from '../../kafka/protocol/errors';
import type { ClusterFacts } from '../cluster-facts';
import type { GroupRecord } from '../group-record';

/** States in which the lag could not be read, with the code of that failure. */
const CODES: Readonly<Partial<Record<LagState, string>>> = {
  'topic-gone': 'UNKNOWN_TOPIC_OR_PARTITION',
  'no-leader': 'LEADER_NOT_AVAILABLE',
  'not-authorised': 'TOPIC_AUTHORIZATION_FAILED',
  unknown: 'UNKNOWN',
};

const MOST_NAMED = 3;

export interface PartitionReasons {
  readonly texts: string[];
  /** Index into texts, -1: all is known. */
  readonly column: Int32Array;
  /** One for each text for which lags could not be read; its scope names the first partitions and counts the others. */
  readonly failures: readonly Failure[];
}

/** The partitions whose lag could not be read for one reason. */
interface Unread {
  readonly code: string;
  readonly first: string[];
  count: number;
}

/** Why a row's lag is not a fresh number, in words; each text once. */
export function partitionReasons(facts: ClusterFacts, record: GroupRecord): PartitionReasons {
  const { rows } = record;
  const indexOf = new Map<string, number>();
  const texts: string[] = [];
  const unread = new Map<string, Unread>();
  const column = new Int32Array(rows.count).fill(-1);
  for (let row = 0; row < column.length; row += 1) {
    const text = reasonOf(facts, record, row);
    if (text === null) continue;
    const index = indexOf.get(text) ?? texts.push(text) - 1;
    indexOf.set(text, index);
    column[row] = index;
    const code = CODES[LAG_STATES[rows.lagState[row] ?? STATE.unknown] ?? 'unknown'];
    if (code === undefined) continue;
    const same = unread.get(text) ?? { code, first: [], count: 0 };
    unread.set(text, same);
    same.count += 1;
    if (same.first.length < MOST_NAMED) same.first.push(`${facts.partitions.topics[rows.topic[row] ?? 0]?.topic ?? ''}-${rows.partition[row] ?? 0}`);
  }
  return { texts, column, failures: [...unread].map(([message, { code, first, count }]) => ({ scope: scopeOf(first, count), code, message })) };
}

/** `partition t-0`, `partitions t-0, t-1`, `partitions t-0, t-1, t-2 and 97 more`. */
function scopeOf(first: readonly string[], count: number): string {
  const more = count - first.length;
  return `${count === 1 ? 'partition' : 'partitions'} ${first.join(', ')}${more === 0 ? '' : ` and ${formatCount(more)} more`}`;
}

function reasonOf(facts: ClusterFacts, record: GroupRecord, row: number): string | null {
  const { rows } = record;
  const offset = record.groupType === 'share' ? 'start offset' : 'committed offset';
  const topic = facts.partitions.topics[rows.topic[row] ?? 0];
  const partition = rows.partition[row] ?? -1;
  // Elsewhere the slot would be another topic's.
  const slot = topic?.status === 'present' && partition >= 0 && partition < topic.partitions ? topic.base + partition : -1;
  switch (LAG_STATES[rows.lagState[row] ?? STATE.unknown]) {
    case 'no-commit':
      return record.groupType === 'share'
        ? 'The share group has no start offset here yet (it gets one with the first record that it deals with), so its lag is not a number.'
        : 'The group has no committed offset here, so its lag is not a number.';
    case 'topic-gone':
      return `The topic or partition does not exist (any more); the ${offset} is left over.`;
    case 'not-authorised':
      return 'These credentials may not DESCRIBE the topic.';
    case 'no-leader':
      return 'The partition has no leader at the moment, so its log end cannot be read.';
    case 'unknown': {
      const error = facts.partitions.errorCode[slot] ?? 0;
      if ((rows.commitError[row] ?? 0) !== 0) return `The ${offset} could not be read: ${errorText(rows.commitError[row] ?? 0)}.`;
      if (record.hidden.has(rows.topic[row] ?? -1)) return `The coordinator no longer names a ${offset} here: it was deleted, or these credentials may not DESCRIBE the topic any more. Metadata is being read to tell which.`;
      if (Number.isNaN(rows.committed[row])) return offsetsReason(facts, record, offset);
      if (error !== 0) return `The log end could not be read: ${errorText(error)}.`;
      return leaderReason(facts, slot) ?? facts.metadataFailure?.message ?? `The log end has not been read since the ${offset} was.`;
    }
    default: {
      if (record.staleReason !== null) return record.staleReason.message;
      const old = (rows.sampledAt[row] ?? NaN) < record.sampledAt;
      return old ? (leaderReason(facts, slot) ?? 'The log end was not read in the last round; the lag is from before.') : null;
    }
  }
}

function leaderReason(facts: ClusterFacts, slot: number): string | null {
  const leader = facts.brokers.get(facts.partitions.leader[slot] ?? -1);
  return (leader?.failure ?? leader?.slow)?.message ?? null;
}

function offsetsReason(facts: ClusterFacts, record: GroupRecord, offset: string): string {
  const coordinator = facts.brokers.get(record.coordinatorId);
  return (record.offsetFailure ?? record.staleReason ?? coordinator?.failure ?? coordinator?.slow)?.message ?? `The ${offset} has not been read yet.`;
}
