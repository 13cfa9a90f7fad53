import type { TopicDetail } from '../../../shared/group';
import { formatCount } from '../../../shared/text';
import { VERDICT_LEVEL } from '../../../shared/verdict';
import { displayName } from '../../../shared/display-name';
import { isLowerBound, notCounted } from '../../format/lag-bound';

/** How the groups of a topic do, following the topic's name. */
export function topicSentence({ groups }: TopicDetail): string {
  if (groups.length === 0) return 'has no group that we can see.';
  const broken = groups.filter(({ verdict }) => VERDICT_LEVEL[verdict] === 'broken');
  const count = groups.length === 1 ? '1 group' : `${formatCount(groups.length)} groups`;
  const how = broken.length === 0 ? '' : broken.length === 1 ? `, of which ${displayName(broken[0]!.groupId, 60)} is broken` : `, ${formatCount(broken.length)} of them broken`;
  return `is read by ${count}${how}; ${lagWords(groups, broken.length === 1 ? broken[0]! : null)}.`;
}

type TopicGroup = TopicDetail['groups'][number];

/** `Nothing waits` is said only when the lag of every group is known whole. */
function lagWords(groups: TopicDetail['groups'], onlyBroken: TopicGroup | null): string {
  const most = groups.reduce((best, group) => ((group.totalLag ?? -1) > (best.totalLag ?? -1) ? group : best), groups[0]!);
  const missing = {
    unknownPartitions: groups.reduce((sum, group) => sum + group.unknownPartitions, 0),
    uncommittedPartitions: groups.reduce((sum, group) => sum + group.uncommittedPartitions, 0),
  };
  const left = notCounted(missing);
  if (most.totalLag === null) return `${groups.length === 1 ? 'its' : 'their'} lag here is not known${left === null || missing.uncommittedPartitions === 0 ? '' : `: ${left}`}`;
  if (most.totalLag === 0) return left === null ? 'nothing waits here' : `no lag is known here, but ${left}`;
  const figure = `${isLowerBound(most) ? 'at least ' : ''}${formatCount(most.totalLag)}`;
  return `${onlyBroken === most ? 'it' : displayName(most.groupId, 60)} has ${groups.length === 1 ? 'a lag of' : `most ${left === null ? '' : 'known '}lag here:`} ${figure}`;
}

/** Indices of the groups: broken ones first, then by lag in this topic; unknown lag last. */
export function worstGroupsFirst(groups: TopicDetail['groups']): number[] {
  const rank = (index: number): number => (VERDICT_LEVEL[groups[index]!.verdict] === 'broken' ? 2 ** 60 : 0) + (groups[index]!.totalLag ?? -1);
  return groups.map((_, index) => index).sort((left, right) => rank(right) - rank(left) || left - right);
}
