import { displayName } from '../../shared/display-name';
import type { RebalanceCause } from '../../shared/rebalances';
import { formatDuration } from '../../shared/text';
import { DEFAULT_SESSION_MS } from '../../shared/time-outs';
import { memberOnHost } from './names';
import type { Return } from './returns';
import { silenceOf, type Uncommitted } from './silence';

/** Kafka's default max.poll.interval.ms. */
export const DEFAULT_POLL_INTERVAL_MS = 300_000;
/** A silence is known to a reading or two. */
export const READING_MS = 15_000;

/**
 * Why a member left and came back; of the rebalance in which it left as well as of the one in which it came. `returns`: all that were lately.
 * Only the same member id tells that its process lived: a process that was started again and one that was slow look alike.
 */
export function causeOfReturn(back: Return, returns: readonly Return[], isNone: boolean): RebalanceCause {
  const { going, coming, by } = back;
  const who = memberOnHost(coming.member);
  const silence = silenceOf(going);
  const silent = silence.kind === 'silent' ? ` It had records to read and committed nothing for at least ${formatDuration(silence.ms)} before it left.` : '';
  if (by === 'instance-id') {
    const effect = isNone ? ', so no partition had to move' : '';
    return { kind: 'member-restarted', certainty: 'likely', evidence: `The static member ${who} came back under another member id${effect}: it was started again.${silent}` };
  }
  const apart = formatDuration(Math.abs(coming.at - going.at));
  if (coming.at < going.at) {
    const evidence = `${memberOnHost(going.member)} left ${apart} after the same client had joined anew: it ended without leaving, and its session timed out.${silent}`;
    return { kind: coming.rebalanceId === going.rebalanceId ? 'member-restarted' : 'session-timed-out', certainty: 'likely', evidence };
  }
  const when = coming.at === going.at ? 'between two looks' : `${apart} after it left`;
  if (by === 'member-id') {
    return {
      kind: 'poll-interval-exceeded',
      certainty: 'likely',
      evidence: `${who} came back ${when} with the same member id, which a process makes when it starts.${silent} So it lives, but took longer than its max.poll.interval.ms over a batch, or stood still for longer than its session time-out.`,
    };
  }
  if (going.keepsId && silence.kind === 'silent') {
    return { kind: 'session-timed-out', certainty: silence.isSure ? 'likely' : 'possible', evidence: `${who} came back ${when} with another member id, which a process makes when it starts.${silent} It ended without leaving, its session timed out, and it was started again.` };
  }
  if (by === 'client-id-and-host' && !going.keepsId && (silence.kind === 'silent' || (silence.kind === 'uncommitted' && cameBackBefore(back, returns)))) return ofSilent(back, silence, returns, when);
  const other = by === 'client-id' ? ` (it was on ${displayName(going.member.host.replace(/^\//, ''), 60)})` : '';
  const restarted = `${who}${other} came back ${when} with another member id: it was started again`;
  if (silence.kind === 'committing') return { kind: 'member-restarted', certainty: 'likely', evidence: `${restarted}. It had committed ${formatDuration(silence.ms)} before it was seen to have left, or less.` };
  if (by === 'client-id' || going.keepsId) return { kind: 'member-restarted', certainty: 'possible', evidence: `${restarted}.${silent}` };
  return { kind: 'member-restarted', certainty: 'possible', evidence: `${restarted}, or exceeded its max.poll.interval.ms. ${silence.kind === 'unknown' ? silence.reason : 'It was not seen to commit'}, so which of them cannot be said.` };
}

/** Who dies is removed when its session ends; who is too slow when its max.poll.interval.ms is over. Neither is told of classic members. */
function ofSilent(back: Return, silence: Uncommitted, returns: readonly Return[], when: string): RebalanceCause {
  const { coming } = back;
  const { ms } = silence;
  const seen = silence.kind === 'silent'
    ? `came back ${when} as a new member. Before it left it had committed nothing for at least ${formatDuration(ms)}, though records waited`
    : `came back ${when} as a new member. It had committed nothing since it was first read as an owner, ${formatDuration(ms)} before, though records waited`;
  const slow = 'it was too slow for its max.poll.interval.ms (5 min by default)';
  const crashed = `it crashed, its session timed out (${formatDuration(DEFAULT_SESSION_MS)} by default) and it was started again`;
  const evidence = (first: string, second: string, why: string): string => `${memberOnHost(coming.member)} ${seen}: ${first}, or ${second}. ${why}`;
  if (ms >= DEFAULT_POLL_INTERVAL_MS - READING_MS) return { kind: 'poll-interval-exceeded', certainty: 'likely', evidence: evidence(slow, crashed, 'So long a silence is far beyond the usual sessions.') };
  if (cameBackBefore(back, returns)) return { kind: 'poll-interval-exceeded', certainty: 'possible', evidence: evidence(slow, crashed, 'It has done so before, and each time left before it came back.') };
  if (ms >= DEFAULT_SESSION_MS + READING_MS) return { kind: 'poll-interval-exceeded', certainty: 'possible', evidence: evidence(slow, crashed, 'The silence is longer than the usual sessions.') };
  return { kind: 'session-timed-out', certainty: 'possible', evidence: evidence(crashed, slow, 'The silence is as short as sessions are.') };
}

/** The same client left without a commit, and came back only then. */
function cameBackBefore({ going: { at, member } }: Return, returns: readonly Return[]): boolean {
  return returns.some(({ going, coming, by }) => {
    if (by !== 'client-id-and-host' || going.at >= at || coming.at < going.at || going.member.clientId !== member.clientId || going.member.host !== member.host) return false;
    const { kind } = silenceOf(going);
    return kind === 'silent' || kind === 'uncommitted';
  });
}
