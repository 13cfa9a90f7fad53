import { displayName } from '../../shared/display-name';
import type { GroupDetail } from '../../shared/group';
import { formatCounted } from '../../shared/text';
import type { AssignedLoad, WhatIf, WhatIfMember } from '../../shared/what-if';
import { table } from '../table';

/** Who has what now: one line a member, and what nobody has. */
export function assignmentText(detail: GroupDetail): string {
  const { members, columns, topics } = detail;
  const head = `Assignor ${displayName(detail.assignor ?? 'not known', 80)}, state ${displayName(detail.groupState ?? 'not known', 80)}.`;
  if (members === null) return `${head} Its members are not known.`;
  if (members.length === 0) return `${head} It has no member.`;
  const lagOf = (member: number): string | number | null => {
    const lags = Array.from(columns.lag).filter((_, row) => columns.owner[row] === member);
    const known = lags.filter((lag) => !Number.isNaN(lag));
    const sum = known.reduce((total, lag) => total + lag, 0);
    if (known.length === lags.length) return sum;
    return known.length === 0 ? null : `>=${sum}`;
  };
  const body = table([...members.entries()], [
    { title: 'CONSUMER-ID', value: ([, member]) => member.memberId },
    { title: 'GROUP-INSTANCE-ID', value: ([, member]) => member.groupInstanceId },
    { title: 'HOST', value: ([, member]) => member.host },
    { title: '#PARTITIONS', right: true, value: ([, member]) => member.assignment?.reduce((sum, { partitions }) => sum + partitions.length, 0) ?? null },
    // Any member of a share group works on any of its partitions.
    { title: 'LAG', right: true, value: ([index, member]) => (detail.groupType === 'share' || member.assignment === null ? null : lagOf(index)) },
    { title: 'ASSIGNMENT', value: ([, member]) => member.assignment?.map(({ topic, partitions }) => `${topic}(${partitions.join(',')})`).join(' ') ?? null },
  ]);
  const unowned = Array.from(columns.partition, (partition, row) => ({ name: `${topics[columns.topic[row] ?? 0] ?? ''}-${partition}`, owner: columns.owner[row] ?? -1 })).filter(({ owner }) => owner < 0);
  const isTold = members.every(({ assignment }) => assignment !== null);
  if (!isTold || unowned.length === 0) return `${head}\n${body}`;
  const shown = unowned.slice(0, 20).map(({ name }) => displayName(name, 249)).join(', ');
  return `${head}\n${body}\nWithout a member: ${shown}${unowned.length > 20 ? ` and ${unowned.length - 20} more` : ''}.`;
}

/** Before and after by member, the partitions that change hands, and what it rests on. */
export function whatIfText(result: WhatIf): string {
  const { columns, members, topics, assignor } = result;
  const name = (index: number): string | null => {
    const member = members[index];
    return member === undefined ? null : nameOf(member, index - members.findIndex(({ memberId }) => memberId === null));
  };
  const between = result.movedBetween === null ? '' : ` (${result.movedBetween.least} to ${result.movedBetween.most}, by where the new members’ ids sort)`;
  const rows = Array.from(columns.partition, (_, row) => row).filter((row) => columns.before[row] !== columns.after[row]);
  return [
    ...(result.restarts === null ? [] : [result.restarts.text]),
    `${assignor.before === assignor.after ? '' : `Assignor ${displayName(assignor.before, 80)} -> ${displayName(assignor.after, 80)}. `}${result.moved} of ${formatCounted(columns.partition.length, 'partition')} would change hands${between}; ${result.stopped} would stand still on the way${result.rebalances === null ? '' : `, in ${formatCounted(result.rebalances, 'rebalance')}`}.`,
    result.how,
    result.outlook,
    table([...members.keys()], [
      { title: 'MEMBER', value: name },
      { title: 'HOST', value: (index) => members[index]?.host ?? null },
      { title: '#BEFORE', right: true, value: (index) => members[index]?.before?.partitions ?? null },
      { title: '#AFTER', right: true, value: (index) => members[index]?.after?.partitions ?? null },
      { title: 'LAG-BEFORE', right: true, value: (index) => lagText(members[index]?.before ?? null) },
      { title: 'LAG-AFTER', right: true, value: (index) => lagText(members[index]?.after ?? null) },
    ]),
    ...(rows.length === 0
      ? []
      : [
          table(rows, [
            { title: 'TOPIC', value: (row) => topics[columns.topic[row] ?? 0] ?? null },
            { title: 'PARTITION', right: true, value: (row) => columns.partition[row] ?? null },
            { title: 'FROM', value: (row) => name(columns.before[row] ?? -1) },
            { title: 'TO', value: (row) => name(columns.after[row] ?? -1) },
          ]),
        ]),
    ...result.notes.map((note) => `note: ${displayName(note, 2_000)}`),
  ].join('\n');
}

function nameOf({ memberId, groupInstanceId }: WhatIfMember, newPlace: number): string {
  return groupInstanceId ?? memberId ?? `(new ${newPlace + 1})`;
}

function lagText(load: AssignedLoad | null): string | number | null {
  if (load === null || load.lag === null) return null;
  return load.unknownPartitions > 0 ? `>=${load.lag}` : load.lag;
}
