import { useMemo, useState } from 'react';
import { formatCount } from '../../../shared/text';
import { isLowerBound } from '../../format/lag-bound';
import { LagFigure } from '../../ui/LagFigure';
import { Unknown } from '../../ui/Unknown';
import { VirtualTable } from '../../ui/VirtualTable';
import type { MemberRow } from './member-rows';

type ColumnId = 'member' | 'partitions' | 'lag';

/** The table twin of the picture: `members` come by name. */
export function OwnershipTable({ members }: { readonly members: readonly MemberRow[] }) {
  const [sort, setSort] = useState<{ readonly by: ColumnId; readonly descending: boolean }>({ by: 'member', descending: false });
  const order = useMemo(() => sorted(members, sort.by, sort.descending), [members, sort]);
  return (
    <VirtualTable
      label="Who owns what"
      columns={[
        { id: 'member', label: 'Member', width: 120, grows: 1, gives: 0, sortable: true },
        { id: 'partitions', label: 'Partitions', width: 80, gives: 0, numeric: true, sortable: true },
        { id: 'lag', label: 'Lag', width: 84, gives: 0, numeric: true, sortable: true },
      ]}
      rows={order}
      orderKey={`${members.length} ${sort.by} ${sort.descending}`}
      sort={sort}
      onSort={(by) => setSort((before) => ({ by, descending: before.by === by ? !before.descending : by !== 'member' }))}
      rowTone={(row) => (members[row]!.broken ? 'critical' : null)}
      cell={(row, column) => {
        const member = members[row]!;
        if (column === 'member') return <bdi title={member.idle ?? undefined}>{member.idle === null ? member.name.full : `${member.name.full}, idle`}</bdi>;
        if (column === 'partitions') return member.partitions === null ? <Unknown reason="its assignment is not readable" /> : formatCount(member.partitions);
        return member.lag === null && !isLowerBound(member) ? 'none' : <LagFigure lag={member.lag} unknownPartitions={member.unknownPartitions} uncommittedPartitions={member.uncommittedPartitions} reason="the lag of its partitions is not known" />;
      }}
      empty="No member is in this group."
    />
  );
}

/** What is not known comes last. */
function sorted(members: readonly MemberRow[], by: ColumnId, descending: boolean): number[] {
  const sign = descending ? -1 : 1;
  const indices = members.map((_, index) => index);
  if (by === 'member') return descending ? indices.reverse() : indices;
  return indices.sort((left, right) => {
    const one = members[left]![by];
    const other = members[right]![by];
    if (one === null || other === null) return Number(one === null) - Number(other === null) || left - right;
    return sign * (one - other) || left - right;
  });
}
