import type { Failure } from '../shared/failure';
import type { GroupDetail } from '../shared/group';
import { displayName } from '../shared/display-name';
import { LAG_STATES } from '../shared/lag';
import { table } from './table';
import type { GroupLine } from './group-lines';

/** Failures that are printed one by one; of a cluster with thousands of groups the rest is only counted. */
const MOST_FAILURES = 50;

export function groupsText(lines: readonly GroupLine[]): string {
  return table(lines, [
    { title: 'GROUP', value: (line) => line.groupId },
    { title: 'TYPE', value: (line) => line.groupType },
    { title: 'STATE', value: (line) => line.groupState },
    { title: 'VERDICT', value: (line) => line.verdict },
    { title: 'MEMBERS', right: true, value: (line) => line.members },
    { title: 'PARTITIONS', right: true, value: (line) => line.partitions },
    { title: 'TOTAL-LAG', right: true, value: totalLagText },
    { title: 'UNCOMMITTED', right: true, value: (line) => line.uncommittedPartitions },
    { title: 'UNKNOWN', right: true, value: (line) => line.unknownPartitions },
  ]);
}

/** What lies in partitions that are unknown or never committed is not in the sum. */
function totalLagText({ totalLag, uncommittedPartitions, unknownPartitions }: GroupLine): string | number | null {
  return totalLag !== null && (uncommittedPartitions !== 0 || unknownPartitions !== 0) ? `>=${totalLag}` : totalLag;
}

/** Why no group is shown, of all that are known. `complete`: every broker has listed its groups. */
export function noGroupText(
  known: readonly { readonly groupState: string | null; readonly groupType: string | null }[],
  { states, types, complete }: { readonly states: readonly string[] | null; readonly types: readonly string[] | null; readonly complete: boolean },
): string {
  const others = complete ? '' : ' Not every broker answered, so there may be others.';
  if (known.length > 0) {
    const wishes = [...(states === null ? [] : [`--state ${states.join(',')}`]), ...(types === null ? [] : [`--type ${types.join(',')}`])].join(' ');
    return `None of the ${known.length} groups matches ${displayName(wishes, 300)}. States: ${counts(known.map(({ groupState }) => groupState))}. Types: ${counts(known.map(({ groupType }) => groupType))}.${others}`;
  }
  return complete ? 'No group is visible. Kafka answers with an empty list, not an error, when the credentials may not DESCRIBE any group.' : `No group is known.${others}`;
}

function counts(values: readonly (string | null)[]): string {
  const count = new Map<string, number>();
  for (const value of values) {
    const text = value === null ? 'not known' : displayName(value, 80);
    count.set(text, (count.get(text) ?? 0) + 1);
  }
  return [...count].sort(([left], [right]) => (left < right ? -1 : 1)).map(([text, groups]) => `${text} (${groups})`).join(', ');
}

/** Columns named as in Kafka's own tool, with the log start and the lag's state beside them. */
export function partitionsText(detail: GroupDetail): string {
  const { columns } = detail;
  const rows = Array.from(columns.partition, (_, row) => row);
  // Any member of a share group works on any of its partitions.
  const shared = detail.groupType === 'share';
  const owner = (row: number) => (shared ? null : (detail.members?.[columns.owner[row] ?? -1] ?? null));
  const body = table(rows, [
    { title: 'GROUP', value: () => detail.groupId },
    { title: 'TOPIC', value: (row) => detail.topics[columns.topic[row] ?? 0] ?? null },
    { title: 'PARTITION', right: true, value: (row) => columns.partition[row] ?? null },
    { title: shared ? 'START-OFFSET' : 'CURRENT-OFFSET', right: true, value: (row) => columns.committedOffset[row] ?? null },
    { title: 'LOG-START-OFFSET', right: true, value: (row) => columns.logStartOffset[row] ?? null },
    { title: 'LOG-END-OFFSET', right: true, value: (row) => columns.logEndOffset[row] ?? null },
    { title: 'LAG', right: true, value: (row) => columns.lag[row] ?? null },
    { title: 'LAG-STATE', value: (row) => LAG_STATES[columns.lagState[row] ?? 0] ?? null },
    { title: 'CONSUMER-ID', value: (row) => owner(row)?.memberId ?? null },
    { title: 'HOST', value: (row) => owner(row)?.host ?? null },
    { title: 'CLIENT-ID', value: (row) => owner(row)?.clientId ?? null },
  ]);
  const none = Number.isNaN(detail.sampledAt) ? 'Its partitions are not known: its committed offsets could not be read.' : 'No partition is committed, assigned or subscribed.';
  return `${heading(detail)}\n${rows.length === 0 ? none : body}`;
}

export function membersText(detail: GroupDetail): string {
  if (detail.members === null) return `${heading(detail)}\nIts members are not known.`;
  if (detail.members.length === 0) return `${heading(detail)}\nIt has no member.`;
  const body = table(detail.members, [
    { title: 'GROUP', value: () => detail.groupId },
    { title: 'CONSUMER-ID', value: (member) => member.memberId },
    { title: 'GROUP-INSTANCE-ID', value: (member) => member.groupInstanceId },
    { title: 'HOST', value: (member) => member.host },
    { title: 'CLIENT-ID', value: (member) => member.clientId },
    { title: '#PARTITIONS', right: true, value: (member) => member.assignment?.reduce((sum, { partitions }) => sum + partitions.length, 0) ?? null },
    { title: 'EPOCH', right: true, value: (member) => member.memberEpoch },
    { title: 'ASSIGNMENT', value: (member) => member.assignment?.map(({ topic, partitions }) => `${topic}(${partitions.join(',')})`).join(' ') ?? null },
  ]);
  return `${heading(detail)}\n${body}`;
}

/** One line for each thing that could not be read. */
export function failureLines(failures: readonly Failure[]): readonly string[] {
  const lines = failures.slice(0, MOST_FAILURES).map(failureText);
  const more = failures.length - lines.length;
  return more > 0 ? [...lines, `… and ${more} more; --json has all of them.`] : lines;
}

export function failureText(failure: Failure): string {
  return `${displayName(failure.scope, 300)}: ${displayName(failure.message, 2_000)} [${failure.code}]`;
}

function heading(detail: GroupDetail): string {
  return displayName(detail.verdict.sentence, 2_000);
}
