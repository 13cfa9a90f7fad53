import type { GroupDetail, GroupMember } from '../../../shared/group';
import { LAG_STATES } from '../../../shared/lag';
import type { RebalanceProtocol } from '../../../shared/rebalances';
import { displayName } from '../../../shared/display-name';
import { formatCount, formatCounted, formatDuration } from '../../../shared/text';
import { DEFAULT_SESSION_MS } from '../../../shared/time-outs';
import { protocolText } from '../rebalances/rebalance-words';
import { countPartitions, missingFrom } from './assignment-text';
import { hostName, type MemberRow } from './member-rows';
import { partitionLabel, topicLabel } from './partition-label';

export interface AssignmentFinding {
  readonly name: string;
  readonly text: string;
  /** Somebody should look into it. */
  readonly isOdd: boolean;
}

const MOST_NAMED = 4;
const TOPIC_GONE = LAG_STATES.indexOf('topic-gone');

/** What the assignment of a group tells, oddities first. `protocol` null: not known. Ready for the screen. */
export function assignmentFindings(detail: GroupDetail, rows: readonly MemberRow[], protocol: RebalanceProtocol | null): AssignmentFinding[] {
  if (detail.members === null || detail.members.length === 0) return [];
  const found = detail.groupType === 'share' ? [...subscriptions(detail, rows), ...timeOuts(detail)] : [...unowned(detail), ...idle(rows), ...subscriptions(detail, rows), ...epochs(detail, rows), ...spread(rows), ...hosts(rows), ...how(detail, protocol), ...timeOuts(detail)];
  return found.sort((left, right) => Number(right.isOdd) - Number(left.isOdd));
}

function unowned({ columns, topics }: GroupDetail): AssignmentFinding[] {
  const labels = Array.from(columns.owner.keys()).filter((row) => columns.owner[row]! < 0 && columns.lagState[row] !== TOPIC_GONE).map((row) => partitionLabel(topics[columns.topic[row]!] ?? '', columns.partition[row]!));
  return labels.length === 0 ? [] : [{ name: 'Without owner', isOdd: true, text: `${formatCounted(labels.length, 'partition')}: ${named(labels)}.` }];
}

function idle(rows: readonly MemberRow[]): AssignmentFinding[] {
  const without = rows.filter((row) => row.idle !== null);
  if (without.length === 0) return [];
  const reasons = [...new Set(without.map((row) => row.idle ?? ''))];
  return [{ name: 'Idle', isOdd: true, text: `${formatCounted(without.length, 'member')}: ${named(without.map(({ name }) => name.full))}. ${reasons.slice(0, 2).map(sentence).join(' ')}` }];
}

function subscriptions(detail: GroupDetail, rows: readonly MemberRow[]): AssignmentFinding[] {
  const bySubscription = new Map<string, MemberRow[]>();
  const unreadable = rows.filter(({ member }) => member.subscription === null && member.subscribedPattern === null).length;
  for (const row of rows) {
    if (row.member.subscription === null && row.member.subscribedPattern === null) continue;
    const key = JSON.stringify([[...new Set(row.member.subscription ?? [])].sort(), row.member.subscribedPattern]);
    bySubscription.set(key, [...(bySubscription.get(key) ?? []), row]);
  }
  const kinds = [...bySubscription.values()].sort((left, right) => right.length - left.length);
  const differs = kinds.length > 1 ? [{ name: 'Subscriptions', isOdd: true, text: `They differ: ${kinds.slice(0, MOST_NAMED).map((own) => `${own.length > 1 ? formatCounted(own.length, 'member') : own[0]!.name.full} to ${subscriptionWords(own[0]!.member)}`).join('; ')}${kinds.length > MOST_NAMED ? `; ${formatCount(kinds.length - MOST_NAMED)} more kinds` : ''}.` }] : [];
  const same = kinds.length === 1 && unreadable === 0 ? [{ name: 'Subscriptions', isOdd: false, text: `All to ${subscriptionWords(kinds[0]![0]!.member)}${kinds[0]![0]!.member.subscribedPattern === null ? '' : `, which leads to ${formatCounted(detail.topics.length, 'topic')}`}.` }] : [];
  const hidden = unreadable === 0 ? [] : [{ name: 'Subscriptions', isOdd: true, text: `Those of ${formatCounted(unreadable, 'member')} are not known.` }];
  return [...absent(detail, rows), ...differs, ...same, ...hidden];
}

/** Subscribed by name, and not there: unless why it is not read is another reason. */
function absent({ topics, columns, failures }: GroupDetail, rows: readonly MemberRow[]): AssignmentFinding[] {
  const there = new Set(Array.from(columns.topic).filter((_, row) => columns.lagState[row] !== TOPIC_GONE).map((index) => topics[index]));
  const notRead = new Set(failures.map(({ scope }) => scope));
  const missing = [...new Set(rows.flatMap(({ member }) => member.subscription ?? []))].filter((topic) => !there.has(topic) && !notRead.has(`topic ${topic}`));
  return missing.length === 0 ? [] : [{ name: 'Absent topics', isOdd: true, text: `${formatCounted(missing.length, 'subscribed topic')} not there: ${named(missing.map(topicLabel))}.` }];
}

function subscriptionWords({ subscription, subscribedPattern }: GroupMember): string {
  const names = (subscription ?? []).map(topicLabel);
  const parts = [...(names.length === 0 ? [] : [named(names, 3)]), ...(subscribedPattern === null ? [] : [`the pattern /${displayName(subscribedPattern, 80)}/`])];
  return parts.length === 0 ? 'no topic' : parts.join(' and ');
}

/** KIP-848: how far the members have come to what the coordinator wants. */
function epochs({ groupEpoch, assignmentEpoch }: GroupDetail, rows: readonly MemberRow[]): AssignmentFinding[] {
  if (groupEpoch === null) return [];
  const behind = rows.filter(({ member }) => member.memberEpoch !== null && assignmentEpoch !== null && member.memberEpoch < assignmentEpoch);
  const coming = rows.reduce((sum, { member }) => sum + (member.targetAssignment === null || member.assignment === null ? 0 : countPartitions(missingFrom(member.assignment, member.targetAssignment))), 0);
  const classic = rows.filter(({ member }) => member.memberType === 'classic').length;
  const isNewer = assignmentEpoch !== null && assignmentEpoch < groupEpoch ? ` The coordinator has yet to work out the assignment for epoch ${groupEpoch}.` : '';
  const behindText = isNewer !== '' && behind.length === 0 ? '' : behind.length === 0 ? (assignmentEpoch === null ? '' : ' Every member has acknowledged it.') : ` ${named(behind.map(({ name, member }) => `${name.full} (epoch ${member.memberEpoch ?? '?'})`))} ${behind.length === 1 ? 'has' : 'have'} yet to.`;
  const found = [{ name: 'Epochs', isOdd: behind.length > 0 || coming > 0 || isNewer !== '', text: `Group ${groupEpoch}, assignment ${assignmentEpoch ?? 'not told'}.${isNewer}${behindText}${coming === 0 ? '' : ` ${formatCounted(coming, 'partition')} on the way to the members that are to have ${coming === 1 ? 'it' : 'them'}.`}` }];
  return classic === 0 || classic === rows.length ? found : [...found, { name: 'Upgrade', isOdd: true, text: `${formatCount(classic)} of ${formatCounted(rows.length, 'member')} still ${classic === 1 ? 'uses' : 'use'} the classic protocol, the others KIP-848’s.` }];
}

function spread(rows: readonly MemberRow[]): AssignmentFinding[] {
  const busy = rows.filter((row) => row.idle === null);
  const counts = busy.flatMap(({ partitions }) => (partitions === null ? [] : [partitions]));
  if (counts.length < 2) return [];
  const least = Math.min(...counts);
  const most = Math.max(...counts);
  const aside = [busy.length < rows.length ? 'idle ones aside' : '', counts.length < busy.length ? `of ${formatCounted(busy.length - counts.length, 'member')} not known` : ''].filter((part) => part !== '');
  return [{ name: 'Per member', isOdd: most - least > 1, text: `${least === most ? '' : `${formatCount(least)} to `}${formatCounted(most, 'partition')}${aside.map((part) => `, ${part}`).join('')}.` }];
}

/** Where members share hosts: what each host carries. */
function hosts(rows: readonly MemberRow[]): AssignmentFinding[] {
  if (rows.some(({ partitions }) => partitions === null)) return [];
  const byHost = new Map<string, { partitions: number; lag: number }>();
  for (const { member, partitions, lag } of rows) {
    const own = byHost.get(member.host) ?? { partitions: 0, lag: 0 };
    byHost.set(member.host, { partitions: own.partitions + (partitions ?? 0), lag: own.lag + (lag ?? 0) });
  }
  if (byHost.size === rows.length) return [];
  const loads = [...byHost].sort(([, left], [, right]) => right.partitions - left.partitions);
  const counts = loads.map(([, { partitions }]) => partitions);
  const [worst] = [...loads].sort(([, left], [, right]) => right.lag - left.lag);
  const total = loads.reduce((sum, [, { lag }]) => sum + lag, 0);
  const lagText = worst === undefined || worst[1].lag === 0 || byHost.size < 2 ? '' : ` ${displayName(hostName(worst[0]), 60)} has ${Math.round((100 * worst[1].lag) / total)} % of the known lag.`;
  const least = counts[counts.length - 1] ?? 0;
  return [{ name: 'Per host', isOdd: false, text: `${formatCounted(byHost.size, 'host')}, ${least === counts[0] ? '' : `${formatCount(least)} to `}${formatCounted(counts[0] ?? 0, 'partition')} each.${lagText}` }];
}

function how({ groupType, assignor, members }: GroupDetail, protocol: RebalanceProtocol | null): AssignmentFinding[] {
  if (groupType === 'streams') return [];
  const generations = (members ?? []).flatMap(({ generation }) => (generation === null ? [] : [generation]));
  const fixed = (members ?? []).filter(({ groupInstanceId }) => groupInstanceId !== null).length;
  const generation = groupType === 'consumer' || generations.length === 0 ? '' : ` At least generation ${Math.max(...generations) + 1}.`;
  return [
    { name: 'Assignor', isOdd: false, text: `${assignor === null || assignor === '' ? 'Not told' : displayName(assignor, 60)}${chosenHow(groupType, assignor)}. ${protocolText(protocol, groupType)}${generation}` },
    ...(fixed === 0 ? [] : [{ name: 'Static', isOdd: false, text: `${fixed === members?.length ? 'All members' : formatCounted(fixed, 'member')}: one that is started again within its session time-out gets its partitions back without a rebalance.` }]),
  ];
}

/** DescribeGroups tells of each member only what it said for the assignor that was chosen. */
function chosenHow(groupType: string | null, assignor: string | null): string {
  return groupType === 'consumer' || groupType === 'share' || assignor === null || assignor === '' ? '' : ' (every member offers it; what else they offer Kafka does not tell)';
}

/** How long a member may be silent, and where that is said. */
function timeOuts({ groupType, protocolType, timeOuts: told, members }: GroupDetail): AssignmentFinding[] {
  const classic = `${formatDuration(DEFAULT_SESSION_MS)} without a heartbeat by default; Kafka does not tell a classic member’s.`;
  const found = (text: string): AssignmentFinding[] => [{ name: 'Time-out', isOdd: false, text }];
  if (groupType !== 'consumer' && groupType !== 'share' && groupType !== 'streams') return protocolType === 'consumer' ? found(classic) : [];
  if (told === null) return found('Not told, or not yet: that takes Kafka 4.0 and the right to DESCRIBE_CONFIGS on the group.');
  const heartbeats = told.heartbeatMs === null ? '' : `; one is due every ${formatDuration(told.heartbeatMs)}`;
  const mixed = members?.some(({ memberType }) => memberType === 'classic') === true ? ` Classic members: ${classic}` : '';
  return found(`${formatDuration(told.sessionMs)} without a heartbeat, by the group’s ${groupType}.session.timeout.ms${heartbeats}.${mixed}`);
}

function named(names: readonly string[], most = MOST_NAMED): string {
  return names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${formatCount(names.length - most)} more`;
}

function sentence(phrase: string): string {
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;
}
