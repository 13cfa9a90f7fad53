import type { GroupMember } from '../../shared/group';
import type { Rebalance, RebalanceKind } from '../../shared/rebalances';
import { generationsOf, listOf, type Look } from './look';
import { grownTopics, movesBetween } from './moves';
import { rebalanceProtocolOf } from './rebalance-protocol';
import type { Coming, Return } from './returns';

type Seen = Pick<Rebalance, 'kind' | 'count' | 'countIsExact' | 'generation' | 'groupEpoch' | 'members' | 'joined' | 'left' | 'replaced' | 'moved'>;
export interface Outcome extends Seen {
  /** Members that stayed and wish for other topics. */
  readonly resubscribed: readonly GroupMember[];
  readonly grown: ReturnType<typeof grownTopics>;
}

const MOST_PAIRS = 50;
/** Members have to hear of one and to join again: what a member claims may be anything. */
const SHORTEST_REBALANCE_MS = 10;

/** Who was seen to come and go, and who came back, in one rebalance. */
export interface Traffic {
  readonly comings: readonly Coming[];
  readonly goings: readonly Coming[];
  readonly returns: readonly Return[];
}

/** What is different between two settled descriptions; `before` null: none was seen, `isOver` false: `after` is not settled yet. Where nobody is, those who came and went meanwhile are told. */
export function outcomeOf(before: Look | null, after: Look, { comings, goings, returns }: Traffic, isOver: boolean): Outcome {
  const old = new Map(before?.members.map((member) => [member.memberId, member]));
  const present = new Map(after.members.map((member) => [member.memberId, member]));
  const pairs = returns.filter(({ going, coming }) => old.has(going.member.memberId) && present.has(coming.member.memberId) && going.member.memberId !== coming.member.memberId);
  const replacing = new Set(pairs.map(({ coming }) => coming.member.memberId));
  const replaced = new Set(pairs.map(({ going }) => going.member.memberId));
  const joined = before === null ? [] : after.members.filter(({ memberId }) => !old.has(memberId) && !replacing.has(memberId));
  const left = before === null ? [] : before.members.filter(({ memberId }) => !present.has(memberId) && !replaced.has(memberId));
  const stayed = after.members.filter(({ memberId }) => old.has(memberId));
  const moved = before === null || !isOver ? null : movesBetween(before, after);
  const resubscribed = stayed.filter((member) => wishesOther(old.get(member.memberId), member));
  const grown = before === null || !isOver ? [] : grownTopics(before, after);
  const generation = generationsOf(before?.members ?? null, isOver ? after.members : null);
  const groupEpoch = { from: before?.groupEpoch ?? null, to: after.groupEpoch };
  const isTraffic = joined.length + left.length + pairs.length === 0;
  const isNone = isOver && before !== null && joined.length === 0 && left.length === 0 && pairs.every(({ by }) => by === 'instance-id') && moved?.count === 0 && pairs.length > 0 && stoodStill(before, after, stayed, old);
  return {
    kind: isNone ? 'none' : kindOf(before, after),
    ...countOf(isNone, generation, groupEpoch, before === null ? 0 : after.at - before.at),
    generation,
    groupEpoch,
    members: { before: before === null ? null : before.members.length, after: after.members.length },
    joined: listOf(isTraffic ? comings.map(({ member }) => member) : joined),
    left: listOf(isTraffic ? goings.map(({ member }) => member) : left),
    replaced: { count: pairs.length, pairs: pairs.slice(0, MOST_PAIRS).map(({ going, coming, by }) => ({ before: going.member, after: coming.member, by })) },
    moved,
    resubscribed,
    grown,
  };
}

/** The epoch is the same; or nobody who stayed has joined again, who would then tell another generation. */
function stoodStill(before: Look, after: Look, stayed: readonly GroupMember[], old: ReadonlyMap<string, GroupMember>): boolean {
  if (after.groupEpoch !== null) return after.groupEpoch === before.groupEpoch;
  return stayed.some(({ generation }) => generation !== null) && stayed.every((member) => member.generation === (old.get(member.memberId)?.generation ?? null));
}

function kindOf(before: Look | null, after: Look): RebalanceKind {
  const protocol = rebalanceProtocolOf(after) ?? (before === null ? null : rebalanceProtocolOf(before));
  if (protocol === 'eager') return 'stop-the-world';
  if (protocol !== 'cooperative') return 'unknown';
  // Members keep what they have: what they had is not known, or was nothing.
  if (before === null) return 'unknown';
  return before.members.every(({ assignment }) => assignment?.every(({ partitions }) => partitions.length === 0)) ? 'stop-the-world' : 'incremental';
}

function countOf(isNone: boolean, generation: Rebalance['generation'], epoch: Rebalance['groupEpoch'], withinMs: number): Pick<Rebalance, 'count' | 'countIsExact'> {
  if (isNone) return { count: 0, countIsExact: true };
  if (epoch.from !== null && epoch.to !== null && epoch.to > epoch.from) return { count: epoch.to - epoch.from, countIsExact: true };
  const generations = generation.from === null || generation.to === null ? 1 : generation.to - generation.from;
  return { count: generations * SHORTEST_REBALANCE_MS > withinMs ? 1 : Math.max(1, generations), countIsExact: false };
}

/** Whether the member subscribes to other topics than before; false where that is not told. */
export function wishesOther(before: GroupMember | undefined, after: GroupMember): boolean {
  if (before === undefined) return false;
  if (before.subscribedPattern !== after.subscribedPattern) return true;
  if (before.subscription === null || after.subscription === null) return false;
  const old = new Set(before.subscription);
  return old.size !== new Set(after.subscription).size || after.subscription.some((topic) => !old.has(topic));
}
