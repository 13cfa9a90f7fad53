import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure } from '../../shared/failure';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { toFailure } from '../kafka/errors';
import type { JoinGroupResponse } from '../kafka/protocol/apis/join-group';
import type { MembersOptions } from './members-options';
import { joinAndWait, leaveUntilGone, type JoinedGroup, type NewMember, type PhantomPair } from './phantom-member';
import { describeAt, type GroupNow } from './read-group';

const LISTED_WITHIN_MS = 10_000;
const LOOK_AGAIN_MS = 5;
const JOIN_MS = 10 * 60_000;
const LEAVE_FOR_MS = 30_000;
const ANSWER_MS = 2_000;

/** The one that joins leaves first: the other keeps the rebalance open until then. */
export function idsOf({ joining, holding }: PhantomPair): readonly string[] {
  return [joining.memberId, holding.memberId];
}

/** What was seen of a phantom's passing through a group. */
export interface Passed {
  /** The coordinator was seen to list it while it waited: the rebalance has begun. */
  readonly wasListed: boolean;
  /** What the join was answered with; null: nothing. */
  readonly joined: JoinGroupResponse | Failure | null;
  /** That was so before the member was asked to leave. */
  readonly wasAnsweredFirst: boolean;
  /** Null: it is not in the group any more. */
  readonly left: Failure | null;
}

/** Joins, leaves as soon as the coordinator lists the member, and is back when it is gone. Never rejects. */
export async function passThrough(client: ClusterClient, group: JoinedGroup, pair: PhantomPair, options: MembersOptions): Promise<Passed> {
  const ending = new AbortController();
  let joined: JoinGroupResponse | Failure | null = null;
  options.changing();
  options.progressed('A member without topics joins the group.');
  const answered = joinAndWait(client, group, pair.joining, { signal: ending.signal, timeoutMs: JOIN_MS }).then(
    (answer) => void (joined = answer),
    (error: unknown) => void (joined = toFailure(`group ${group.groupId}`, error)),
  );
  const wasListed = await untilListed(client, group, pair.joining, () => joined !== null, options);
  const wasAnsweredFirst = joined !== null;
  const left = await leaveUntilGone(client, { ...group, memberIds: idsOf(pair) }, LEAVE_FOR_MS, group.coordinatorId);
  options.progressed(left === null ? 'It has left again; the group waits for its members.' : `It could not be seen to leave: ${left.message}`);
  await Promise.race([answered, sleep(ANSWER_MS)]);
  const answer: JoinGroupResponse | Failure | null = joined;
  ending.abort();
  return { wasListed, wasAnsweredFirst, joined: answer, left };
}

/** False: it was not listed before the join was answered, the time was over, or the caller cancelled. */
async function untilListed(client: ClusterClient, group: JoinedGroup, { memberId }: NewMember, isAnswered: () => boolean, { signal, timeoutMs }: CallOptions): Promise<boolean> {
  const until = performance.now() + LISTED_WITHIN_MS;
  while (!isAnswered() && !signal.aborted && performance.now() < until) {
    const now: GroupNow | null = await describeAt(client, group.coordinatorId, { groupId: group.groupId, groupType: null, protocolType: null }, { signal, timeoutMs }).catch(() => null);
    if (now?.members.some((member) => member.memberId === memberId) === true) return true;
    await sleep(LOOK_AGAIN_MS);
  }
  return false;
}
