import { REBALANCING_STATES, type GroupDetail, type GroupMember } from '../../../shared/group';
import { LAG_STATES } from '../../../shared/lag';
import { displayName } from '../../../shared/display-name';

/** Why a member owns nothing, as far as what we know tells; null if it owns something or its assignment is not known. */
export function idleReason(detail: GroupDetail, member: GroupMember): string | null {
  if (member.assignment === null || member.assignment.some(({ partitions }) => partitions.length > 0)) return null;
  if (detail.groupType === 'share') return 'owns nothing in particular: members of a share group take records of any partition';
  if (member.streams !== undefined && detail.groupState === 'Stable') return member.streams.tasks.standby.length + member.streams.tasks.warmup.length > 0 ? 'it has no active task, only copies of states' : 'it has no task';
  if (member.targetAssignment?.some(({ partitions }) => partitions.length > 0) === true) return 'its partitions are on their way to it';
  if (detail.groupState !== null && REBALANCING_STATES.has(detail.groupState)) return 'waits for the rebalance to end';
  if (member.subscribedPattern !== null) return 'no topic that its pattern matches has a partition left for it';
  if (member.subscription === null) return 'why is not known: its subscription is not readable';
  if (member.subscription.length === 0) return 'it subscribes to no topic';
  return bySubscription(detail, member.subscription);
}

function bySubscription(detail: GroupDetail, subscription: readonly string[]): string {
  const present = partitionsOf(detail, new Set(subscription));
  const [only] = subscription;
  if (present.length === 0 && only !== undefined) {
    return subscription.length === 1 ? `its only topic, ${displayName(only, 60)}, is absent` : `none of its ${subscription.length} topics is there`;
  }
  const members = detail.members?.length ?? 0;
  const owned = present.every((partition) => detail.columns.owner[partition]! >= 0);
  if (owned && members > present.length) return `${members} members for ${present.length === 1 ? '1 partition' : `${present.length} partitions`}`;
  if (owned) return 'every partition that it could take has an owner';
  return 'none was assigned to it';
}

/** Row indices of the partitions of these topics that are there. */
function partitionsOf({ columns, topics }: GroupDetail, names: ReadonlySet<string>): number[] {
  const wanted = new Set(topics.flatMap((topic, index) => (names.has(topic) ? [index] : [])));
  const found: number[] = [];
  columns.topic.forEach((topic, partition) => {
    if (wanted.has(topic) && columns.lagState[partition] !== TOPIC_GONE) found.push(partition);
  });
  return found;
}

const TOPIC_GONE = LAG_STATES.indexOf('topic-gone');
