import type { Failure } from '../../../shared/failure';
import { isToBeWritten } from '../../../shared/planned-change';
import type { PlannedGroup, PlannedPartition, ResetOutcome } from '../../../shared/reset';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { pause } from '../pause';
import { readBack } from './read-back';
import type { CommittedOffset, CommittedOffsets } from '../read/partition-facts';
import { TopicPartitionMap } from '../read/topic-partition-map';
import { writeOffsets, type Tried } from './write-offsets';

/** How often, and how long after one another, partitions are read again of which a look does not settle what became of them. */
const LOOKS = 4;
const LOOK_PAUSE_MS = 500;

export interface ApplyProgress {
  readonly done: number;
  readonly of: number;
}

/**
 * Commits what was planned for one group and reads it back: `applied` is said of nothing else. A call without an answer may
 * have been carried out or not: the read-back decides, and where it still shows the old offset it is `unknown`, since the
 * call may yet come through. Never rejects; when cancelled, what was not tried is `skipped`.
 */
export async function applyGroup(client: ClusterClient, group: PlannedGroup, options: CallOptions, onProgress: (progress: ApplyProgress) => void): Promise<readonly ResetOutcome[]> {
  const wanted = group.partitions.filter(isToBeWritten);
  const tried = await writeOffsets(client, group, wanted, options, (done) => onProgress({ done, of: wanted.length }));
  if (options.signal.aborted && tried.size === 0) return group.partitions.map(notBegun);
  // Reading back goes on after a cancellation: somebody must know how far it came.
  const calls: CallOptions = { ...options, signal: new AbortController().signal };
  let held = await readBack(client, group, calls);
  for (let look = 1; look < LOOKS && held instanceof TopicPartitionMap && wanted.some((partition) => isOpen(partition, tried, held)); look += 1) {
    await pause(LOOK_PAUSE_MS, calls.signal);
    held = await readBack(client, group, calls);
  }
  return group.partitions.map((partition) => outcomeOf(partition, tried.get(partition.topic, partition.partition), heldOf(partition, held)));
}

/**
 * Whether another look may tell more: the write is in doubt, or what is held is neither what was written nor what was there. A coordinator
 * that has just taken over reads at a high watermark that may be behind, and for a moment tells an older state.
 */
function isOpen(partition: PlannedPartition, tried: TopicPartitionMap<Tried>, held: CommittedOffsets | Failure): boolean {
  const attempt = tried.get(partition.topic, partition.partition);
  const now = heldOf(partition, held);
  if (now !== null && 'code' in now) return attempt?.inDoubt === true;
  const offset = now?.offset ?? null;
  if (offset === partition.newOffset) return false;
  return attempt?.inDoubt === true || attempt?.failure === null || offset !== partition.oldOffset;
}

function heldOf({ topic, partition }: PlannedPartition, held: CommittedOffsets | Failure): CommittedOffset | Failure | null {
  return held instanceof TopicPartitionMap ? (held.get(topic, partition) ?? null) : held;
}

/** Nothing of the group was sent, so there is nothing to read back. */
function notBegun(planned: PlannedPartition): ResetOutcome {
  const { topic, partition, oldOffset, newOffset, problem } = planned;
  return { topic, partition, oldOffset, newOffset, status: 'skipped', readBack: null, failure: problem ?? cancelledBefore(planned) };
}

function cancelledBefore({ topic, partition }: PlannedPartition): Failure {
  return { scope: `partition ${topic}-${partition}`, code: 'CANCELLED', message: 'It was cancelled before this partition was tried.' };
}

function outcomeOf(planned: PlannedPartition, tried: Tried | undefined, held: CommittedOffset | Failure | null): ResetOutcome {
  const { topic, partition, oldOffset, newOffset, problem } = planned;
  const base = { topic, partition, oldOffset, newOffset };
  const scope = `partition ${topic}-${partition}`;
  const isPlanned = newOffset !== null || planned.removesCommit;
  if (held !== null && 'code' in held) return { ...base, status: isPlanned ? 'unknown' : 'skipped', readBack: null, failure: problem ?? held };
  const readBackOffset = held?.offset ?? null;
  const found = { ...base, readBack: readBackOffset };
  if (!isPlanned) return { ...found, status: 'skipped', failure: problem };
  if (readBackOffset === newOffset) return { ...found, status: 'applied', failure: null };
  const text = readBackOffset ?? 'none';
  if (tried === undefined) {
    if (isToBeWritten(planned) && readBackOffset === oldOffset) return { ...found, status: 'skipped', failure: cancelledBefore(planned) };
    const message = isToBeWritten(planned) ? `It was cancelled before this partition was tried, and something else moved it to ${text}.` : `Nothing was to be changed here, but something else moved it to ${text}.`;
    return { ...found, status: 'skipped', failure: { scope, code: 'MOVED_MEANWHILE', message } };
  }
  if (tried.failure === null) return { ...found, status: 'reverted', failure: { scope, code: 'REVERTED', message: `It was committed, but when it was read back it was ${text}: something else commits for this group.` } };
  if (!tried.inDoubt) return { ...found, status: 'failed', failure: tried.failure };
  const message = `${tried.failure.message} When it was read back it was ${text}; what was sent may still come through. Look again before you decide.`;
  return { ...found, status: 'unknown', failure: { ...tried.failure, message } };
}
