import type { GroupMember } from '../../shared/group';
import { displayName } from '../../shared/display-name';
import type { RebalanceCause } from '../../shared/rebalances';
import { formatDuration } from '../../shared/text';
import { memberNames, memberOnHost } from './names';
import { isStuck, silenceOf, type Coming, type Going, type Return } from './returns';

/** What one rebalance's descriptions showed, beside what went before it. */
export interface CauseInput {
  readonly rebalanceId: number;
  /** Of this rebalance, in order of time. */
  readonly comings: readonly Coming[];
  readonly goings: readonly Going[];
  /** Of the last half hour, in which one side at least is of this rebalance. */
  readonly returns: readonly Return[];
  readonly triggered: { readonly at: number; readonly text: string } | null;
  /** Epoch ms of the last look without it; null: there was none. */
  readonly startedAfter: number | null;
  /** Members that stayed and wish for other topics than before. */
  readonly resubscribed: readonly GroupMember[];
  readonly grown: readonly { readonly topic: string; readonly from: number; readonly to: number }[];
  readonly coordinatorMoved: boolean;
  /** Epoch ms of its first look. */
  readonly startedAt: number;
  /** No partition stood still. */
  readonly isNone: boolean;
}

/** The likely cause: the first rule that what was seen meets. */
export function judgeCause(input: CauseInput): RebalanceCause {
  const { triggered, comings, goings, resubscribed, grown } = input;
  if (triggered !== null) return ofTrigger(triggered, input);
  const back = newestReturn(input);
  if (back !== null) return ofReturn(back, input);
  if (goings.length > 0 && (comings.length === 0 || (goings[0]?.at ?? 0) <= (comings[0]?.at ?? 0))) return withComings(ofGoings(goings), comings);
  if (comings.length > 0) return withGoings(ofComings(input), goings);
  if (grown.length > 0) return ofGrown(grown);
  if (resubscribed.length > 0) {
    return { kind: 'subscription-changed', certainty: 'likely', evidence: `No member came or went; ${memberNames(resubscribed)} subscribed to other topics than before.` };
  }
  if (input.coordinatorMoved) return { kind: 'coordinator-moved', certainty: 'possible', evidence: 'No member came or went, but another broker took the group over about then.' };
  const start = input.startedAfter === null ? 'It was under way when the group was first seen. ' : '';
  return { kind: 'unknown', certainty: 'unknown', evidence: `${start}No member was seen to come or go, and no subscription or number of partitions to change; a member may have asked for it, or come and gone between two looks.` };
}

/** Certain where nothing else can have come between. */
function ofTrigger({ at, text }: { readonly at: number; readonly text: string }, { startedAt, startedAfter }: CauseInput): RebalanceCause {
  const certainty = startedAfter !== null && at >= startedAfter ? 'certain' : 'likely';
  return { kind: 'triggered-here', certainty, evidence: `${text} ${formatDuration(startedAt - at)} before it was seen.` };
}

/** The first whose newcomer is of this rebalance. */
function newestReturn({ returns, rebalanceId }: CauseInput): Return | null {
  return returns.find(({ coming }) => coming.rebalanceId === rebalanceId) ?? returns.find(({ going, coming }) => going.rebalanceId === rebalanceId && coming.at <= going.at) ?? null;
}

function ofReturn(back: Return, { isNone, rebalanceId }: CauseInput): RebalanceCause {
  const { going, coming, by } = back;
  const who = memberOnHost(coming.member);
  const silence = silenceOf(going);
  const silent = silence?.isLong === true ? ` It had records to read and committed nothing for ${formatDuration(silence.ms)} before it left.` : '';
  if (by === 'instance-id') {
    const effect = isNone ? ', so no partition had to move' : '';
    return { kind: 'member-restarted', certainty: 'likely', evidence: `The static member ${who} came back under another member id${effect}: it was started again.${silent}` };
  }
  const apart = formatDuration(Math.abs(coming.at - going.at));
  if (coming.rebalanceId !== rebalanceId) {
    return { kind: 'session-timed-out', certainty: 'likely', evidence: `${memberOnHost(going.member)} left ${apart} after the same client had joined anew: it ended without leaving, and its session timed out.${silent}` };
  }
  const when = coming.at === going.at ? 'between two looks' : `${apart} after it left`;
  const id = by === 'member-id' ? 'the same member id, which a process makes when it starts' : 'another member id';
  if (isStuck(back)) {
    return {
      kind: 'poll-interval-exceeded',
      certainty: 'likely',
      evidence: `${who} came back ${when} with ${id}.${silent} So it lives, but took longer than its max.poll.interval.ms over a batch, or stood still for longer than its session time-out.`,
    };
  }
  const other = by === 'client-id' ? ` (it was on ${displayName(going.member.host.replace(/^\//, ''), 60)})` : '';
  const certainty = silence?.isLong === false ? 'likely' : 'possible';
  const doubt = certainty === 'possible' ? ' Whether it had stopped reading before cannot be said, so it may also have exceeded its max.poll.interval.ms.' : ' It committed until it left.';
  return { kind: 'member-restarted', certainty, evidence: `${who}${other} came back ${when} with ${id}: it was started again.${doubt}` };
}

function ofGoings(goings: readonly Going[]): RebalanceCause {
  const names = memberNames(goings.map(({ member }) => member));
  const silences = goings.map((going) => silenceOf(going));
  const longest = Math.max(...silences.map((silence) => (silence?.isLong === true ? silence.ms : 0)));
  if (longest > 0) {
    const others = goings.some(({ othersCommitted }) => othersCommitted);
    return {
      kind: 'session-timed-out',
      certainty: others ? 'likely' : 'possible',
      evidence: `${names} left. Records waited, yet nothing was committed for ${formatDuration(longest)} before${others ? ', while other members committed' : ''}: the session timed out, or it left without a word.`,
    };
  }
  if (silences.every((silence) => silence !== null)) return { kind: 'member-left', certainty: 'likely', evidence: `${names} left, and had committed until shortly before.` };
  return { kind: 'member-left', certainty: 'possible', evidence: `${names} left. Nothing waited to be committed, so whether it left in order or its session timed out cannot be said.` };
}

/** Whoever joins makes the group rebalance, unless it was on already. */
function ofComings({ comings, startedAt, startedAfter }: CauseInput): RebalanceCause {
  const certainty = startedAfter !== null && comings.some(({ at }) => at <= startedAt) ? 'certain' : 'possible';
  return { kind: 'member-joined', certainty, evidence: `${memberNames(comings.map(({ member }) => member))} joined.` };
}

function withComings(cause: RebalanceCause, comings: readonly Coming[]): RebalanceCause {
  return comings.length === 0 ? cause : { ...cause, evidence: `${cause.evidence} Then ${memberNames(comings.map(({ member }) => member))} joined.` };
}

function withGoings(cause: RebalanceCause, goings: readonly Going[]): RebalanceCause {
  return goings.length === 0 ? cause : { ...cause, evidence: `${cause.evidence} Then ${memberNames(goings.map(({ member }) => member))} left.` };
}

function ofGrown(grown: CauseInput['grown']): RebalanceCause {
  const [first] = grown;
  const more = grown.length > 1 ? ` (and of ${grown.length - 1} more topics)` : '';
  const text = first === undefined ? '' : first.from === 0 ? `Partitions of ${displayName(first.topic, 60)} were given out for the first time` : `${displayName(first.topic, 60)} had ${first.from} partitions with an owner before, and has ${first.to} now`;
  return { kind: 'partitions-changed', certainty: 'likely', evidence: `No member came or went. ${text}${more}.` };
}
