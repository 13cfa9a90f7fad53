import type { Failure } from '../../shared/failure';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { KafkaFailure, toFailure } from '../kafka/errors';
import { JOIN_GROUP, type JoinGroupResponse } from '../kafka/protocol/apis/join-group';
import { LEAVE_GROUP } from '../kafka/protocol/apis/leave-group';
import { errorName, errorText } from '../kafka/protocol/errors';
import { pause } from '../operations/pause';
import { coordinatorOf } from '../operations/read/coordinators';
import { describeGroup } from './read-group';

/** A connection of its own: the broker answers nothing else on it while the join waits. */
const PARKED_LANE = 1;
/** The shortest that brokers take (group.min.session.timeout.ms, 6 s by default) and longer ones, for brokers that are set otherwise: left alone, they forget the member so soon. */
const SESSION_TIMEOUTS_MS = [6_000, 10_000, 30_000, 60_000, 300_000];
/** The consumer protocol's subscription, version 0, to no topic and without user data. */
const NO_TOPICS = Uint8Array.of(0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff);
const REASON = 'A rebalance is triggered by an operator';
const LEAVE_CALL_MS = 5_000;
const LEAVE_AGAIN_MS = 200;

/** The group that is joined, with what all its members speak. */
export interface JoinedGroup {
  readonly groupId: string;
  readonly coordinatorId: number;
  readonly protocolType: string;
  /** The assignor that the group agreed on. */
  readonly protocolName: string;
}

export interface NewMember {
  readonly memberId: string;
  readonly sessionTimeoutMs: number;
}

/** One that joins, and one that never does: as long as its id is given out, the coordinator completes no rebalance, so that nobody is back before the first has left. */
export interface PhantomPair {
  readonly joining: NewMember;
  readonly holding: NewMember;
}

/** Has the coordinator make up two member ids. The group is not changed. Rejects with KafkaFailure; an id that is given out by then is forgotten with its session. */
export async function askForPair(client: ClusterClient, group: JoinedGroup, calls: CallOptions): Promise<PhantomPair> {
  const joining = await askForMemberId(client, group, calls);
  return { joining, holding: await askForMemberId(client, group, calls) };
}

async function askForMemberId(client: ClusterClient, group: JoinedGroup, calls: CallOptions): Promise<NewMember> {
  for (const sessionTimeoutMs of SESSION_TIMEOUTS_MS) {
    const { errorCode, memberId } = await client.send(group.coordinatorId, JOIN_GROUP, requestOf(group, { memberId: '', sessionTimeoutMs }), calls);
    const code = errorName(errorCode);
    if (code === 'MEMBER_ID_REQUIRED' && memberId !== '') return { memberId, sessionTimeoutMs };
    if (code !== 'INVALID_SESSION_TIMEOUT') throw refusal(group.groupId, errorCode);
  }
  throw new KafkaFailure('INVALID_SESSION_TIMEOUT', `The broker takes no session time-out of a new member of ${group.groupId} up to 5 min, so nobody joined.`, { retriable: false });
}

/**
 * Joins with the id that the coordinator made up. The promise settles when the group's rebalance has all members, or the member has left:
 * then with an error code. Rejects with KafkaFailure.
 */
export async function joinAndWait(client: ClusterClient, group: JoinedGroup, member: NewMember, calls: CallOptions): Promise<JoinGroupResponse> {
  return client.send(group.coordinatorId, JOIN_GROUP, requestOf(group, member), { ...calls, lane: PARKED_LANE });
}

/** Opens the connection that the join is to wait on, and sees that both calls can be made. Rejects with KafkaFailure. */
export async function prepareJoin(client: ClusterClient, { groupId, coordinatorId }: JoinedGroup, calls: CallOptions): Promise<void> {
  const [join, leave] = await Promise.all([client.versionOf(coordinatorId, JOIN_GROUP, { ...calls, lane: PARKED_LANE }), client.versionOf(coordinatorId, LEAVE_GROUP, calls)]);
  if (join === null || leave === null) throw new KafkaFailure('UNSUPPORTED_VERSION', `A rebalance of ${groupId} needs brokers of Kafka 2.4 or later: earlier ones do not tell a new member's id before it has joined.`, { retriable: false });
}

/**
 * Has the members leave, in their order and in one request, again and again until the coordinator does not list them any more. Goes on when
 * the caller is cancelled; ends when the client is closed, or `forMs` have passed. Null: none is in the group. Never rejects.
 */
export async function leaveUntilGone(client: ClusterClient, { groupId, memberIds }: { readonly groupId: string; readonly memberIds: readonly string[] }, forMs: number, knownCoordinator: number | null = null): Promise<Failure | null> {
  const calls: CallOptions = { signal: new AbortController().signal, timeoutMs: LEAVE_CALL_MS };
  const until = performance.now() + forMs;
  for (let attempt = 1; ; attempt += 1) {
    let last: Failure;
    try {
      const nodeId = attempt === 1 && knownCoordinator !== null ? knownCoordinator : await coordinatorOf(client, groupId, calls);
      const { errorCode, members } = await client.send(nodeId, LEAVE_GROUP, { groupId, members: memberIds.map((memberId) => ({ memberId, groupInstanceId: null })), reason: REASON }, calls);
      const refused = errorCode === 0 ? (members.map((member) => member.errorCode).find((code) => code !== 0 && errorName(code) !== 'UNKNOWN_MEMBER_ID') ?? 0) : errorCode;
      const now = await describeGroup(client, { groupId, groupType: null, protocolType: null }, calls);
      if (refused === 0 && !now.members.some(({ memberId }) => memberIds.includes(memberId))) return null;
      last = { scope: `group ${groupId}`, code: errorName(refused), message: refused === 0 ? `The coordinator of ${groupId} still lists the member.` : `The coordinator of ${groupId} did not let it leave: ${errorText(refused)}.` };
    } catch (error) {
      last = toFailure(`group ${groupId}`, error);
      if (last.code === 'CANCELLED') return last;
    }
    if (performance.now() > until) return last;
    await pause(LEAVE_AGAIN_MS * Math.min(attempt, 10), calls.signal);
  }
}

export function refusal(groupId: string, errorCode: number): KafkaFailure {
  const code = errorName(errorCode);
  if (code === 'GROUP_AUTHORIZATION_FAILED') return new KafkaFailure(code, `There was no rebalance: to join ${groupId} for a moment, these credentials need READ on it.`, { retriable: false });
  return new KafkaFailure(code, `The coordinator let nobody join ${groupId}, so there was no rebalance: ${errorText(errorCode)}.`);
}

function requestOf({ groupId, protocolType, protocolName }: JoinedGroup, { memberId, sessionTimeoutMs }: NewMember) {
  return { groupId, sessionTimeoutMs, rebalanceTimeoutMs: sessionTimeoutMs, memberId, protocolType, protocols: [{ name: protocolName, metadata: NO_TOPICS }], reason: REASON };
}
