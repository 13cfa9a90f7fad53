import { REBALANCING_STATES, type GroupMember } from '../../shared/group';
import type { Rebalance, RebalanceCauseKind } from '../../shared/rebalances';
import { judgeCause } from './cause';
import { identityOf, type Look, type MemberCommits } from './look';
import { movesBetween } from './moves';
import { outcomeOf, wishesOther } from './outcome';
import { pairReturns, type Coming, type Going, type Return } from './returns';
import { causeOfReturn } from './return-cause';
import { rollingRestart } from './rolling-restart';
import { isSecondStep, joinedTogether } from './second-step';
import type { OpenRebalance } from './under-way';

const KEPT_MS = 60 * 60_000;
const RETURN_MS = 30 * 60_000;
const MOST_KEPT = 100;
const MOST_COMINGS = 200;
/** Between what we do to a group and the first look that shows it. */
const TRIGGERED_MS = 15_000;

const OF_LEAVING: ReadonlySet<RebalanceCauseKind> = new Set(['member-left', 'session-timed-out', 'poll-interval-exceeded']);

/** Something that was done to a group and makes it rebalance: `at` epoch ms, `text` a sentence without its full stop. */
export interface Trigger {
  readonly at: number;
  readonly text: string;
  /** Ids of members that only pass through the group for it. */
  readonly passing?: readonly string[];
}

export interface LookContext {
  /** Epoch ms at which another broker took the group over; NaN: never. */
  readonly movedAt: number;
  /** By member id, of the members that had partitions; as of the look before. Asked for once a rebalance. */
  commits(): ReadonlyMap<string, MemberCommits>;
  /** Of the last hour at least; asked for when a rebalance begins and when it ends. */
  triggers(): readonly Trigger[];
}

/** A rebalance that is on: `before` is the last settled description, null where none was seen. */
interface Open extends OpenRebalance {
  readonly id: number;
  readonly startedAfter: number | null;
  lastSeenAt: number;
  triggers: readonly Trigger[];
  newest: Look;
}

/** What rebalances one group had, from descriptions that follow each other. Nothing is asked of it while nothing changes. */
export class RebalanceLog {
  private rebalances: Rebalance[] = [];
  private comings: Coming[] = [];
  private goings: Going[] = [];
  private open: Open | null = null;
  private nextId = 1;
  private dropped: number[] = [];

  get isOpen(): boolean {
    return this.open !== null;
  }

  /** The one that is on; null: none is. */
  get underWay(): OpenRebalance | null {
    return this.open;
  }

  /** Epoch ms at which the newest one that ended did; null: none is kept. */
  get settledAt(): number | null {
    return this.rebalances[this.rebalances.length - 1]?.endedAt ?? null;
  }

  /** Ended ones that are kept. */
  get size(): number {
    return this.rebalances.length;
  }

  /** Takes over a description that differs from the one before; `before` null: there was none. */
  observe(before: Look | null, after: Look, context: LookContext): void {
    const settled = !REBALANCING_STATES.has(after.groupState);
    if (this.open === null) {
      if (settled && (before === null || !hasRebalanced(before, after))) return;
      this.open = {
        id: this.nextId,
        startedAfter: before === null ? null : before.at,
        startedAt: after.at,
        lastSeenAt: after.at,
        before,
        commits: context.commits(),
        triggers: context.triggers(),
        newest: after,
      };
      this.nextId += 1;
    }
    const { open } = this;
    if (before !== null) this.noteMembers(open, before, after, passingOf(open.triggers));
    // It was looked at all the while, and this is not shown looks that are as the one before.
    if (before !== null && before.at > open.lastSeenAt && REBALANCING_STATES.has(before.groupState)) open.lastSeenAt = before.at;
    open.newest = withoutPassing(after, open.triggers);
    if (!settled) {
      open.lastSeenAt = after.at;
      return;
    }
    open.triggers = context.triggers();
    const passing = passingOf(open.triggers);
    this.comings = this.comings.filter(({ member }) => !passing.has(member.memberId));
    this.goings = this.goings.filter(({ member }) => !passing.has(member.memberId));
    this.end(open, after, context.movedAt);
  }

  /** Newest first; one that is on comes first, as far as it is known. */
  tell(now: number, movedAt: number): { readonly rebalances: readonly Rebalance[]; readonly forgotten: number } {
    this.forget(now, MOST_KEPT);
    const ended = [...this.rebalances].reverse();
    const on = this.open === null ? [] : [this.judged(this.open, this.open.newest, null, movedAt, pairReturns(this.goings, this.comings))];
    return { rebalances: [...on, ...ended], forgotten: this.dropped.length };
  }

  /** Drops what is older than an hour, and the oldest beyond `most`. */
  forget(now: number, most: number): void {
    const first = this.rebalances[0];
    if (first !== undefined && (now - first.startedAt > KEPT_MS || this.rebalances.length > most)) {
      const young = this.rebalances.filter(({ startedAt }) => now - startedAt <= KEPT_MS);
      this.rebalances = young.slice(Math.max(0, young.length - most));
      this.dropped.push(...young.slice(0, young.length - this.rebalances.length).map(({ startedAt }) => startedAt));
    }
    if (this.dropped.length > 0) this.dropped = this.dropped.filter((startedAt) => now - startedAt <= KEPT_MS).slice(-1_000);
  }

  /** Moves all stamps back by so many ms. */
  shift(by: number): void {
    this.rebalances = this.rebalances.map((rebalance) => shifted(rebalance, by));
    this.comings = this.comings.map((coming) => ({ ...coming, at: coming.at - by }));
    this.goings = this.goings.map((going) => ({ ...going, at: going.at - by, openedAt: going.openedAt - by, commits: going.commits === null ? null : shiftedCommits(going.commits, by) }));
    this.dropped = this.dropped.map((startedAt) => startedAt - by);
    const { open } = this;
    if (open === null) return;
    this.open = {
      ...open,
      startedAfter: open.startedAfter === null ? null : open.startedAfter - by,
      startedAt: open.startedAt - by,
      lastSeenAt: open.lastSeenAt - by,
      before: open.before === null ? null : { ...open.before, at: open.before.at - by },
      newest: { ...open.newest, at: open.newest.at - by },
      triggers: open.triggers.map((trigger) => ({ ...trigger, at: trigger.at - by })),
      commits: new Map([...open.commits].map(([memberId, commits]) => [memberId, shiftedCommits(commits, by)])),
    };
  }

  private noteMembers(open: Open, before: Look, after: Look, passing: ReadonlySet<string>): void {
    const old = new Set(before.members.map(({ memberId }) => memberId));
    const present = new Set(after.members.map(({ memberId }) => memberId));
    for (const member of after.members) if (!old.has(member.memberId) && !passing.has(member.memberId)) this.comings.push({ at: after.at, rebalanceId: open.id, member: identityOf(member) });
    // Of thousands that leave at once, only so many are kept.
    const left = before.members.filter(({ memberId }) => !present.has(memberId) && !passing.has(memberId)).slice(-MOST_COMINGS);
    for (const member of left) this.goings.push(goingOf(open, member, after.at));
    this.comings = recent(this.comings, after.at);
    this.goings = recent(this.goings, after.at);
  }

  private end(open: Open, after: Look, movedAt: number): void {
    this.open = null;
    const returns = pairReturns(this.goings, this.comings);
    const rebalance = this.judged(open, after, after.at, movedAt, returns);
    const last = this.rebalances[this.rebalances.length - 1];
    if (last !== undefined && isSecondStep(last, rebalance)) this.rebalances[this.rebalances.length - 1] = joinedTogether(last, rebalance);
    else this.rebalances.push(rebalance);
    if (this.rebalances.length > MOST_KEPT) this.forget(after.at, MOST_KEPT);
    this.lookBack(open.id, returns);
  }

  /** What later rebalances tell of earlier ones: each member's replacement looks like any other until the next one's, and who left may come back. */
  private lookBack(newestId: number, returns: readonly Return[]): void {
    if (returns.length === 0) return;
    const causes = new Map(rollingRestart(returns, this.goings));
    for (const back of returns) {
      const { going, coming } = back;
      const left = this.rebalances.find(({ id }) => id === going.rebalanceId);
      if (left === undefined || coming.rebalanceId !== newestId || coming.at <= going.at || causes.has(left.id)) continue;
      // Its going and its coming are one event, and have one cause.
      if (left.left.count === 1 && OF_LEAVING.has(left.cause.kind)) causes.set(left.id, causeOfReturn(back, returns, false));
    }
    if (causes.size === 0) return;
    this.rebalances = this.rebalances.map((rebalance) => {
      const cause = causes.get(rebalance.id);
      return cause === undefined || rebalance.cause.kind === 'triggered-here' ? rebalance : { ...rebalance, cause };
    });
  }

  private judged(open: Open, after: Look, endedAt: number | null, movedAt: number, paired: readonly Return[]): Rebalance {
    const own = (coming: Coming): boolean => coming.rebalanceId === open.id;
    const returns = paired.filter(({ going, coming }) => own(going) || own(coming));
    const earliest = open.startedAfter ?? open.startedAt;
    const triggered = open.triggers.find(({ at }) => at <= open.startedAt && at >= earliest - TRIGGERED_MS) ?? null;
    const meanwhile = open.triggers.find(({ at }) => at > open.startedAt && at <= (endedAt ?? open.newest.at)) ?? null;
    const comings = this.comings.filter(own);
    const goings = this.goings.filter(own);
    const outcome = outcomeOf(open.before, after, { comings, goings, returns: returns.filter(({ going, coming }) => own(going) && own(coming)) }, endedAt !== null);
    const { resubscribed, grown, ...seen } = outcome;
    const cause = judgeCause({
      rebalanceId: open.id,
      comings,
      goings,
      returns,
      allReturns: paired,
      triggered,
      resubscribed,
      grown,
      coordinatorMoved: movedAt >= earliest - TRIGGERED_MS && movedAt <= (endedAt ?? open.newest.at),
      startedAt: open.startedAt,
      startedAfter: open.startedAfter,
      isNone: seen.kind === 'none',
    });
    return {
      id: open.id,
      startedAfter: open.startedAfter,
      startedAt: open.startedAt,
      endedAt,
      durationMs: { least: Math.max(0, open.lastSeenAt - open.startedAt), most: endedAt === null || open.startedAfter === null ? null : endedAt - open.startedAfter },
      ...seen,
      cause: triggered !== null || meanwhile === null ? cause : { ...cause, evidence: `${cause.evidence} ${meanwhile.text} while it was on.` },
      triggeredHere: triggered ?? meanwhile,
    };
  }
}

function goingOf({ id, startedAt, commits, before }: Open, member: GroupMember, at: number): Going {
  const own = commits.get(member.memberId) ?? null;
  // While a classic group rebalances, nobody is described with partitions.
  const assignment = before?.members.find(({ memberId }) => memberId === member.memberId)?.assignment ?? null;
  const sign = own === null || own.lastCommitAt > own.ownedSince ? (own?.lastCommitAt ?? NaN) : own.ownedSince;
  let othersCommitted = false;
  for (const [memberId, other] of commits) if (memberId !== member.memberId && other.lastCommitAt > sign) othersCommitted = true;
  return { at, rebalanceId: id, openedAt: startedAt, member: identityOf(member), isIdle: assignment !== null && assignment.every(({ partitions }) => partitions.length === 0), keepsId: member.memberType === 'consumer', commits: own, othersCommitted };
}

function recent<Kind extends Coming>(kept: readonly Kind[], now: number): Kind[] {
  return kept.filter(({ at }) => now - at <= RETURN_MS).slice(-MOST_COMINGS);
}

/** Of two settled looks. What a member's own epoch is does not matter: that of a static one that is away for a moment is negative. */
function hasRebalanced(before: Look, after: Look): boolean {
  if (before.groupEpoch !== after.groupEpoch || before.assignor !== after.assignor || before.members.length !== after.members.length) return true;
  const old = new Map(before.members.map((member) => [member.memberId, member]));
  if (after.members.some((member) => old.get(member.memberId)?.generation !== member.generation || wishesOther(old.get(member.memberId), member))) return true;
  return (movesBetween(before, after)?.count ?? 0) > 0;
}

function shifted(rebalance: Rebalance, by: number): Rebalance {
  const { startedAfter, startedAt, endedAt, triggeredHere } = rebalance;
  return {
    ...rebalance,
    startedAfter: startedAfter === null ? null : startedAfter - by,
    startedAt: startedAt - by,
    endedAt: endedAt === null ? null : endedAt - by,
    triggeredHere: triggeredHere === null ? null : { ...triggeredHere, at: triggeredHere.at - by },
  };
}

function shiftedCommits(commits: MemberCommits, by: number): MemberCommits {
  return { ...commits, lastCommitAt: commits.lastCommitAt - by, readAt: commits.readAt - by, ownedSince: commits.ownedSince - by, waitingSince: commits.waitingSince - by };
}

function passingOf(triggers: readonly Trigger[]): ReadonlySet<string> {
  return new Set(triggers.flatMap(({ passing }) => passing ?? []));
}

function withoutPassing(look: Look, triggers: readonly Trigger[]): Look {
  const passing = passingOf(triggers);
  return passing.size === 0 ? look : { ...look, members: look.members.filter(({ memberId }) => !passing.has(memberId)) };
}
