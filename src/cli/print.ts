import type { Failure } from '../shared/failure';
import type { GroupDetail } from '../shared/group';
import { displayName } from '../shared/display-name';
import { LAG_STATES } from '../shared/lag';
import { table } from './table';
import type { GroupLine } from './group-lines';

export function groupsText(lines: readonly GroupLine[]): string {
  if (lines.length === 0) return 'No group is visible. Kafka answers with an empty list, not an error, when the credentials may not DESCRIBE any group.';
  return table(lines, [
    { title: 'GROUP', value: (line) => line.groupId },
    { title: 'TYPE', value: (line) => line.groupType },
    { title: 'STATE', value: (line) => line.groupState },
    { title: 'MEMBERS', right: true, value: (line) => line.members },
    { title: 'PARTITIONS', right: true, value: (line) => line.partitions },
    { title: 'TOTAL-LAG', right: true, value: (line) => line.totalLag },
    { title: 'UNKNOWN', right: true, value: (line) => line.unknownPartitions },
  ]);
}

/** Columns named as in Kafka's own tool, with the log start and the lag's state beside them. */
export function partitionsText(detail: GroupDetail): string {
  const { columns } = detail;
  const rows = Array.from(columns.partition, (_, row) => row);
  const owner = (row: number) => detail.members?.[columns.owner[row] ?? -1] ?? null;
  const body = table(rows, [
    { title: 'GROUP', value: () => detail.groupId },
    { title: 'TOPIC', value: (row) => detail.topics[columns.topic[row] ?? 0] ?? null },
    { title: 'PARTITION', right: true, value: (row) => columns.partition[row] ?? null },
    { title: 'CURRENT-OFFSET', right: true, value: (row) => columns.committedOffset[row] ?? null },
    { title: 'LOG-START-OFFSET', right: true, value: (row) => columns.logStartOffset[row] ?? null },
    { title: 'LOG-END-OFFSET', right: true, value: (row) => columns.logEndOffset[row] ?? null },
    { title: 'LAG', right: true, value: (row) => columns.lag[row] ?? null },
    { title: 'LAG-STATE', value: (row) => LAG_STATES[columns.lagState[row] ?? 0] ?? null },
    { title: 'CONSUMER-ID', value: (row) => owner(row)?.memberId ?? null },
    { title: 'HOST', value: (row) => owner(row)?.host ?? null },
    { title: 'CLIENT-ID', value: (row) => owner(row)?.clientId ?? null },
  ]);
  return `${heading(detail)}\n${rows.length === 0 ? 'No partition is committed, assigned or subscribed.' : body}`;
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

/** One line on standard error for each thing that could not be read. */
export function failureText(failure: Failure): string {
  return `${displayName(failure.scope, 300)}: ${displayName(failure.message, 2_000)} [${failure.code}]`;
}

function heading(detail: GroupDetail): string {
  return displayName(detail.verdict.sentence, 2_000);
}
