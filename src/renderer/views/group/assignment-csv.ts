import type { GroupDetail } from '../../../shared/group';
import { csvLine } from '../../format/csv-line';

const HEAD = ['group', 'topic', 'partition', 'member', 'clientId', 'instanceId', 'host', 'lag'] as const;

/** One partition a line, with its owner and lag (empty: none, or not known); then the members that own nothing. */
export function assignmentCsv({ groupId, topics, columns, members }: GroupDetail): string {
  const owned = Array.from(columns.partition, (partition, row) => {
    const lag = columns.lag[row]!;
    return [groupId, topics[columns.topic[row]!] ?? '', partition, ...ownerFields(members?.[columns.owner[row]!]), Number.isNaN(lag) ? null : lag];
  });
  const owners = new Set(columns.owner);
  const idle = (members ?? []).flatMap((member, index) => (owners.has(index) ? [] : [[groupId, null, null, ...ownerFields(member), null]]));
  return [HEAD, ...owned, ...idle].map(csvLine).join('');
}

function ownerFields(member: NonNullable<GroupDetail['members']>[number] | undefined): readonly (string | null)[] {
  return member === undefined ? [null, null, null, null] : [member.memberId, member.clientId, member.groupInstanceId, member.host];
}
