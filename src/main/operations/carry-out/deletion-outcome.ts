import type { Deletion } from '../../../shared/deletion';
import type { Failure } from '../../../shared/failure';
import type { GroupReading } from '../read/read-groups';

/** Whether only what is there now tells what became of it. */
export function isToBeReadBack({ status }: Deletion): boolean {
  return status === 'deleted' || status === 'unknown';
}

/**
 * What became of one thing that was tried, by what its group is now (a Failure, or undefined: that could not be read). Only what is not there
 * any more is called deleted. Without an answer (`unknown`) what is still there may yet go.
 */
export function deletionOutcome(tried: Deletion, now: GroupReading | Failure | undefined): Deletion {
  if (!isToBeReadBack(tried)) return tried;
  const found = now === undefined || 'code' in now ? now : (now.failure ?? whatIsThere(tried, now));
  if (found === 'nothing') return { ...tried, status: 'deleted', failure: null };
  if (found !== 'something') return { ...tried, status: 'unknown', failure: found ?? tried.failure };
  if (tried.failure !== null) return { ...tried, failure: { ...tried.failure, message: `${tried.failure.message} When it was read back it was still there; what was sent may still come through. Look again before you decide.` } };
  return { ...tried, status: 'failed', failure: { scope: `group ${tried.groupId}`, code: 'THERE_AGAIN', message: 'Kafka deleted it, but it was there again when it was read back: something else uses this group.' } };
}

function whatIsThere({ partition }: Deletion, { groupState, committed }: GroupReading): 'nothing' | 'something' | Failure {
  if (partition === null) return groupState === null ? 'nothing' : 'something';
  const held = committed.get(partition.topic, partition.partition);
  return held === undefined ? 'nothing' : 'code' in held ? held : 'something';
}
