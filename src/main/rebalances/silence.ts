import { formatDuration } from '../../shared/text';
import type { Going } from './returns';

/** Kafka's own clients commit every 5 s or more often, and no broker takes a shorter session by default. */
const SHORTEST_SILENCE_MS = 6_000;
/** Of that time, records that waited are mostly committed by then: not one that came at a bad moment. */
const SHARE_OF_WAITING = 0.75;
/** Of a member that was not seen to commit yet, whose rhythm may be any: Kafka Streams commits every 30 s. */
const FIRST_SILENCE_MS = 40_000;
/** Of the rhythm in which its partitions were committed. */
const GAPS_OF_SILENCE = 1.5;
/** Who committed so shortly before it was gone did not time out: no broker takes a session below 6 s by default. */
const SHORTEST_SESSION_MS = 5_000;
/** The same of whom the newest reading showed a commit, by the usual sessions: 10 s before Kafka 3.0, 45 s since. */
const USUAL_SESSION_MS = 10_000;

/** `isSure`: records waited all that a silence must last. */
export type Uncommitted = { readonly kind: 'silent'; readonly ms: number; readonly isSure: boolean } | { readonly kind: 'uncommitted'; readonly ms: number };

/**
 * What a member that left had committed until then, by readings from while its partitions were its own.
 * `silent`: nothing for `ms` at least, though records waited. `committing`: its last commit was `ms` before it was seen to be gone, at most about a reading more.
 * `uncommitted`: nothing in the `ms` at most that it had its partitions, though records waited, which is too short to say more. `unknown`: a sentence that says why.
 */
export type Silence = Uncommitted | { readonly kind: 'committing'; readonly ms: number } | { readonly kind: 'unknown'; readonly reason: string };

export function silenceOf({ at, openedAt, isIdle, commits }: Pick<Going, 'at' | 'openedAt' | 'isIdle' | 'commits'>): Silence {
  if (isIdle) return unknown('It had no partition to commit');
  if (commits === null) return unknown('Its offsets were not read while it had its partitions');
  const { lastCommitAt, readAt, ownedSince, waitingSince, gapMs } = commits;
  if (!(readAt >= ownedSince)) return unknown('Its offsets were not read while it had its partitions');
  const hasCommitted = lastCommitAt > ownedSince;
  const sign = hasCommitted ? lastCommitAt : ownedSince;
  const ms = readAt - sign;
  const waits = readAt - waitingSince;
  const shortest = Math.max(hasCommitted ? SHORTEST_SILENCE_MS : FIRST_SILENCE_MS, GAPS_OF_SILENCE * gapMs);
  if (ms >= shortest && waits >= SHARE_OF_WAITING * shortest) return { kind: 'silent', ms, isSure: waits >= shortest };
  if (hasCommitted && at === openedAt && at - lastCommitAt <= (lastCommitAt === readAt ? USUAL_SESSION_MS : SHORTEST_SESSION_MS)) return { kind: 'committing', ms: inWholeSeconds(at - lastCommitAt) };
  if (hasCommitted) return unknown(`The last commit that is surely its own was seen ${formatDuration(at - lastCommitAt)} before it was gone`);
  if (Number.isNaN(waitingSince)) return unknown('No records were seen to wait');
  return { kind: 'uncommitted', ms: inWholeSeconds(at - ownedSince) };
}

export function isSilent(going: Going): boolean {
  return silenceOf(going).kind === 'silent';
}

/** Rounded up: it is said to be the most. */
function inWholeSeconds(ms: number): number {
  return Math.ceil(ms / 1_000) * 1_000;
}

function unknown(reason: string): Silence {
  return { kind: 'unknown', reason };
}
