import { ENVIRONMENTS, type ClusterSummary } from '../../../shared/cluster';
import { formatCount, formatCounted } from '../../../shared/text';
import { VERDICTS, VERDICT_LABELS, type VerdictLevel } from '../../../shared/verdict';
import { formatAge } from '../../format/format-age';
import { isLive } from '../../state/freshness';
import { calmHead } from '../cluster/calm-head';
import { shortReason } from '../cluster/cluster-condition';
import type { Sentence, SentencePart } from '../../state/sentence';

const NAMED_MOST = 3;

/**
 * What is wrong anywhere, worst first, and which clusters are not current. `clusters` are ordered by environment. That
 * nothing needs attention is said only of figures that are current; of others it is said as of when they were read.
 */
export function overviewSentence(clusters: readonly ClusterSummary[], now: number): Sentence {
  const read = clusters.filter((cluster) => cluster.verdicts !== null);
  const groups = read.reduce((sum, cluster) => sum + (cluster.groups ?? 0), 0);
  const attention = countLevel(read, 'broken') + countLevel(read, 'behind');
  const late = clusters.filter((cluster) => !isLive(cluster, now) || cluster.state === 'partial');
  const unread = countLevel(read, 'unknown');
  const notJudged = read.reduce((sum, cluster) => sum + cluster.notJudged, 0);
  const restless = read.reduce((sum, cluster) => sum + cluster.restless, 0);
  const besides = [attention === 0 || unread === 0 ? '' : `${formatCount(unread)} could not be read in full. `, notJudged === 0 || (attention === 0 && unread === 0) ? '' : `${formatCount(notJudged)} ${notJudged === 1 ? 'is' : 'are'} not judged yet. `].join('');
  const rest: SentencePart[] = [...worstParts(read), ...(besides === '' ? [] : [{ text: besides }]), ...lateParts(late, now)];
  if (read.length === 0) return { head: clusters.length === 1 ? 'The cluster has not been read yet.' : 'No cluster has been read yet.', rest };
  const live = read.filter((cluster) => isLive({ ...cluster, staleGroups: 0 }, now));
  if (attention > 0) {
    const verb = live.length === 0 ? 'needed' : attention === 1 ? 'needs' : 'need';
    return { head: `${formatCount(attention)} of ${formatCounted(groups, 'group')} ${verb} attention${live.length === 0 ? ' when last read' : ''}${restless === 0 ? '' : `, ${restlessWords(restless, live.length === 0)}`}.`, rest };
  }
  if (groups === 0) return { head: late.length === 0 ? 'No group is visible.' : 'No group was visible when last read.', rest };
  const keepUp = countLevel(read, 'ok');
  const calm = calmHead({ total: groups, keepUp, unread, notJudged, isPast: live.length === 0, someOld: late.length > 0, allKeepUp: false, restless });
  return restless === 0 ? { head: calm, rest } : { head: `${restlessWords(restless, live.length === 0)}.`, rest: [{ text: `${calm} ` }, ...rest] };
}

function restlessWords(count: number, isPast: boolean): string {
  return `${formatCounted(count, 'group')} ${isPast ? 'rebalanced' : count === 1 ? 'rebalances' : 'rebalance'} often`;
}

function countLevel(clusters: readonly ClusterSummary[], level: VerdictLevel): number {
  return clusters.reduce((sum, cluster) => sum + (cluster.verdicts?.[level] ?? 0), 0);
}

function worstParts(clusters: readonly ClusterSummary[]): SentencePart[] {
  const [worst] = clusters
    .filter((cluster) => cluster.worst !== null && cluster.verdicts !== null && cluster.verdicts.broken + cluster.verdicts.behind > 0)
    .sort((left, right) => ENVIRONMENTS.indexOf(left.profile.environment) - ENVIRONMENTS.indexOf(right.profile.environment) || levelOf(left) - levelOf(right) || (right.worst?.lag ?? 0) - (left.worst?.lag ?? 0));
  if (worst?.worst === null || worst === undefined) return [];
  const { profileId } = worst.profile;
  const { groupId, verdictIndex, since, atLeast, lag } = worst.worst;
  const word = VERDICT_LABELS[VERDICTS[verdictIndex] ?? 'unknown'].toLowerCase();
  const details = [since === null || worst.sampledAt === null ? word : `${word} for ${atLeast ? 'at least ' : ''}${formatAge(worst.sampledAt - since)}`, ...(lag === null ? [] : [`lag ${formatCount(lag)}`])].join(', ');
  return [{ text: 'Most urgent: ' }, { name: groupId, leadsTo: { kind: 'group', profileId, groupId } }, { text: ' on ' }, { name: worst.profile.name, leadsTo: { kind: 'groups', profileId } }, { text: `, ${details}. ` }];
}

function levelOf(cluster: ClusterSummary): number {
  return (cluster.verdicts?.broken ?? 0) > 0 ? 0 : 1;
}

function lateParts(late: readonly ClusterSummary[], now: number): SentencePart[] {
  if (late.length === 0) return [];
  const named = late.slice(0, NAMED_MOST).flatMap((cluster, index): SentencePart[] => [
    ...(index === 0 ? [] : [{ text: ', ' }]),
    { name: cluster.profile.name, leadsTo: { kind: 'groups', profileId: cluster.profile.profileId } },
    { text: ` (${lateWords(cluster, now)})` },
  ]);
  const others = late.length > NAMED_MOST ? ` and ${formatCounted(late.length - NAMED_MOST, 'other')}` : '';
  return [{ text: `${late.length === 1 ? 'One cluster is' : `${formatCount(late.length)} clusters are`} not current: ` }, ...named, { text: `${others}.` }];
}

function lateWords(cluster: ClusterSummary, now: number): string {
  if (cluster.state === 'paused') return 'paused';
  if (cluster.state === 'connecting') return 'connecting';
  if (cluster.sampledAt === null) return shortReason(cluster) ?? 'not reached';
  if (cluster.state !== 'stale' && cluster.state !== 'failed') {
    if (cluster.staleGroups > 0) return `${formatCounted(cluster.staleGroups, 'group')} with old figures`;
    if (cluster.state === 'partial') return 'incomplete';
  }
  const why = cluster.state === 'stale' || cluster.state === 'failed' ? `${shortReason(cluster) ?? 'no answer'}, ` : '';
  return `${why}${formatAge(now - cluster.sampledAt)} old`;
}
