import type { TopicDetail } from '../../../shared/group';
import { formatCount } from '../../../shared/text';
import { VERDICT_LEVEL } from '../../../shared/verdict';
import { displayName } from '../../../shared/display-name';

/** How the groups of a topic do, following the topic's name. */
export function topicSentence({ groups }: TopicDetail): string {
  if (groups.length === 0) return 'has no group that we can see.';
  const broken = groups.filter(({ verdict }) => VERDICT_LEVEL[verdict] === 'broken');
  const most = groups.reduce((best, group) => ((group.totalLag ?? -1) > (best.totalLag ?? -1) ? group : best), groups[0]!);
  const isMostBroken = broken.length === 1 && broken[0] === most;
  const lag = most.totalLag === null ? 'their lag here is not known' : most.totalLag === 0 ? 'nothing waits here' : `${isMostBroken ? 'it' : displayName(most.groupId, 60)} has ${groups.length === 1 ? 'a lag of' : 'most lag here:'} ${formatCount(most.totalLag)}`;
  const count = groups.length === 1 ? '1 group' : `${formatCount(groups.length)} groups`;
  const how = broken.length === 0 ? '' : broken.length === 1 ? `, of which ${displayName(broken[0]!.groupId, 60)} is broken` : `, ${formatCount(broken.length)} of them broken`;
  return `is read by ${count}${how}; ${lag}.`;
}

/** Indices of the groups: broken ones first, then by lag in this topic; unknown lag last. */
export function worstGroupsFirst(groups: TopicDetail['groups']): number[] {
  const rank = (index: number): number => (VERDICT_LEVEL[groups[index]!.verdict] === 'broken' ? 2 ** 60 : 0) + (groups[index]!.totalLag ?? -1);
  return groups.map((_, index) => index).sort((left, right) => rank(right) - rank(left) || left - right);
}
