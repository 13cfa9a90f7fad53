import type { GroupMember } from '../../shared/group';
import { displayName } from '../../shared/display-name';
import type { RebalanceCause } from '../../shared/rebalances';
import { formatCounted, formatDuration } from '../../shared/text';
import { memberNames } from './names';
import { causeOfReturn, DEFAULT_POLL_INTERVAL_MS, READING_MS } from './return-cause';
import type { Coming, Going, Return } from './returns';
import { silenceOf, type Silence } from './silence';

/** What one rebalance's descriptions showed, beside what went before it. */
export interface CauseInput {
  readonly rebalanceId: number;
  /** Of this rebalance, in order of time. */
  readonly comings: readonly Coming[];
  readonly goings: readonly Going[];
  /** Of the last half hour, in which one side at least is of this rebalance. */
  readonly returns: readonly Return[];
  /** Of the last half hour, of any rebalance. */
  readonly allReturns: readonly Return[];
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
  // Who comes or goes is listed, or not, from the first moment of the rebalance that this makes.
  const isFirst = ({ at }: Coming): boolean => input.startedAfter !== null && at <= input.startedAt;
  if (triggered !== null) return ofTrigger(triggered, input);
  const back = newestReturn(input);
  if (back !== null) return causeOfReturn(back, input.allReturns, input.isNone);
  if (goings.some(isFirst)) return withComings(ofGoings(goings.filter(isFirst)), comings);
  if (comings.some(isFirst)) return withGoings(ofComings(input), goings);
  const nobody = `No member came or went${comings.length + goings.length > 0 ? ' when it began' : ''}`;
  if (grown.length > 0) return withTraffic(ofGrown(grown, nobody), input);
  if (resubscribed.length > 0) {
    return withTraffic({ kind: 'subscription-changed', certainty: 'likely', evidence: `${nobody}; ${memberNames(resubscribed)} subscribed to other topics than before.` }, input);
  }
  if (input.coordinatorMoved) return withTraffic({ kind: 'coordinator-moved', certainty: 'possible', evidence: `${nobody}, but another broker took the group over about then.` }, input);
  const evidence = input.startedAfter === null
    ? 'It was under way when the group was first seen. What began it was not.'
    : `${nobody} as far as was seen, and no subscription or number of partitions changed; a member may have asked for it, or come and gone between two looks.`;
  return withTraffic({ kind: 'unknown', certainty: 'unknown', evidence }, input);
}

/** Certain where nothing else can have come between. */
function ofTrigger({ at, text }: { readonly at: number; readonly text: string }, { startedAt, startedAfter }: CauseInput): RebalanceCause {
  const certainty = startedAfter !== null && at >= startedAfter ? 'certain' : 'likely';
  return { kind: 'triggered-here', certainty, evidence: `${text} ${formatDuration(startedAt - at)} before it was seen.` };
}

/** The first whose newcomer is of this rebalance, and that may have begun it. */
function newestReturn({ returns, rebalanceId, startedAt, startedAfter }: CauseInput): Return | null {
  const began = returns.filter((back) => startedAfter !== null && [back.going, back.coming].some(({ at, rebalanceId: id }) => id === rebalanceId && at <= startedAt));
  return began.find(({ coming }) => coming.rebalanceId === rebalanceId) ?? began.find(({ going, coming }) => going.rebalanceId === rebalanceId && coming.at <= going.at) ?? null;
}

function ofGoings(goings: readonly Going[]): RebalanceCause {
  const names = memberNames(goings.map(({ member }) => member));
  const silences = goings.map((going) => silenceOf(going));
  const silent = goings.filter((_, index) => silences[index]?.kind === 'silent');
  const longest = Math.max(0, ...silences.map((silence) => (silence.kind === 'silent' ? silence.ms : 0)));
  if (longest > 0) {
    const others = silent.some(({ othersCommitted }) => othersCommitted);
    const isSure = silences.some((silence) => silence.kind === 'silent' && silence.isSure);
    const who = silent.length === goings.length ? 'nothing was committed' : `${memberNames(silent.map(({ member }) => member))} committed nothing`;
    const seen = `${names} left. Records waited, yet ${who} for at least ${formatDuration(longest)} before${others ? ', while other members committed' : ''}`;
    if (longest >= DEFAULT_POLL_INTERVAL_MS - READING_MS) {
      return { kind: 'poll-interval-exceeded', certainty: 'possible', evidence: `${seen}: who dies is removed after 45 s by default, who is too slow after its max.poll.interval.ms, 5 min by default. It may have hung first and died later.` };
    }
    return { kind: 'session-timed-out', certainty: others && isSure ? 'likely' : 'possible', evidence: `${seen}: the session timed out, or it left without a word.` };
  }
  const committing = silences.flatMap((silence) => (silence.kind === 'committing' ? [silence.ms] : []));
  if (committing.length === goings.length) return { kind: 'member-left', certainty: 'likely', evidence: `${names} left, and had committed ${formatDuration(Math.max(...committing))} before that was seen, or less.` };
  return { kind: 'member-left', certainty: 'possible', evidence: `${names} left. ${doubtOf(silences)}, so whether it left in order or its session timed out cannot be said.` };
}

function doubtOf(silences: readonly Silence[]): string {
  const uncommitted = silences.find(({ kind }) => kind === 'uncommitted');
  if (uncommitted?.kind === 'uncommitted') return `It was not seen to commit in the ${formatDuration(uncommitted.ms)} since it was first read as an owner, though records waited`;
  const unknown = silences.find(({ kind }) => kind === 'unknown');
  return unknown?.kind === 'unknown' ? unknown.reason : 'What it committed is not known';
}

/** Whoever joins makes the group rebalance. */
function ofComings({ comings }: CauseInput): RebalanceCause {
  return { kind: 'member-joined', certainty: 'certain', evidence: `${memberNames(comings.map(({ member }) => member))} joined.` };
}

function withTraffic(cause: RebalanceCause, { comings, goings }: CauseInput): RebalanceCause {
  return comings.length > 0 && (goings[0]?.at ?? Infinity) >= (comings[0]?.at ?? 0) ? withGoings(withComings(cause, comings), goings) : withComings(withGoings(cause, goings), comings);
}

function withComings(cause: RebalanceCause, comings: readonly Coming[]): RebalanceCause {
  return comings.length === 0 ? cause : { ...cause, evidence: `${cause.evidence} Then ${memberNames(comings.map(({ member }) => member))} joined.` };
}

function withGoings(cause: RebalanceCause, goings: readonly Going[]): RebalanceCause {
  return goings.length === 0 ? cause : { ...cause, evidence: `${cause.evidence} Then ${memberNames(goings.map(({ member }) => member))} left.` };
}

function ofGrown(grown: CauseInput['grown'], nobody: string): RebalanceCause {
  const [first] = grown;
  const more = grown.length > 1 ? ` (and of ${formatCounted(grown.length - 1, 'more topic')})` : '';
  const text = first === undefined ? '' : first.from === 0 ? `Partitions of ${displayName(first.topic, 60)} were given out for the first time` : `${displayName(first.topic, 60)} had ${first.from} partitions with an owner before, and has ${first.to} now`;
  return { kind: 'partitions-changed', certainty: 'likely', evidence: `${nobody}. ${text}${more}.` };
}
