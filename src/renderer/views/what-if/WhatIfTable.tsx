import { useMemo, useState, type ReactNode } from 'react';
import { displayName } from '../../../shared/display-name';
import { formatCount, formatRate } from '../../../shared/text';
import type { AssignedLoad, WhatIf } from '../../../shared/what-if';
import { compareNames } from '../../format/compare-names';
import { partName } from '../../format/part-name';
import { widthOfText } from '../../ui/fit-columns';
import { LagFigure } from '../../ui/LagFigure';
import { Unknown } from '../../ui/Unknown';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable';
import { hostName } from '../group/member-rows';
import styles from './WhatIf.module.css';
import { growthText } from './what-if-words';

type ColumnId = 'name' | 'host' | 'before' | 'after' | 'lagBefore' | 'lagAfter' | 'produced' | 'growthBefore' | 'growthAfter';

interface Row {
  readonly name: string;
  readonly host: string | null;
  /** Null: not there. */
  readonly before: AssignedLoad | null;
  readonly after: AssignedLoad | null;
}

/** What each member, or each host, has and would have. */
export function WhatIfTable({ answer, names, by }: { readonly answer: WhatIf; readonly names: readonly string[]; readonly by: 'members' | 'hosts' }) {
  const rows = useMemo(
    (): readonly Row[] =>
      by === 'members'
        ? answer.members.map(({ host, before, after }, index) => ({ name: names[index] ?? '', host, before, after }))
        : answer.hosts.map(({ host, before, after }) => ({ name: host === null ? 'new members, host not known' : displayName(hostName(host), 120), host: null, before, after })),
    [answer, names, by],
  );
  const columns: readonly TableColumn<ColumnId>[] = [
    { id: 'name', label: by === 'members' ? 'Member' : 'Host', width: widthOfText(rows.reduce((most, row) => Math.max(most, row.name.length), 0), 130, 190), grows: 1, gives: 0 },
    ...(by === 'members' ? [{ id: 'host' as const, label: 'Host', width: 110, gives: 3 }] : []),
    { id: 'before', label: 'Partitions now', width: 96, gives: 0, numeric: true },
    { id: 'after', label: 'would be', width: 72, gives: 0, numeric: true },
    { id: 'lagBefore', label: 'Lag now', width: 92, gives: 1, numeric: true },
    { id: 'lagAfter', label: 'would be', width: 92, gives: 1, numeric: true },
    { id: 'produced', label: 'Would get', width: 82, gives: 2, numeric: true, title: 'Records per second that are written to the partitions that it would have, by the last minutes' },
    { id: 'growthBefore', label: 'Lag grows by', width: 92, gives: 2, numeric: true, title: 'As it did in the last minutes' },
    { id: 'growthAfter', label: 'would by, est.', width: 96, gives: 2, numeric: true, title: `As now where nothing changes for it, else an estimate. ${answer.outlook}` },
  ];
  const [sort, setSort] = useState<{ readonly by: ColumnId; readonly descending: boolean }>({ by: 'name', descending: false });
  const order = useMemo(() => sorted(rows, sort.by, sort.descending), [rows, sort]);
  return (
    <VirtualTable
      label="Before and after"
      columns={columns.map((column) => ({ ...column, sortable: true }))}
      rows={order}
      orderKey={`${by} ${rows.length} ${sort.by} ${sort.descending}`}
      sort={sort}
      onSort={(column) => setSort((before) => ({ by: column, descending: before.by === column ? !before.descending : column !== 'name' && column !== 'host' }))}
      cell={(row, column) => cellOf(rows[row], column)}
      empty="The group has no members."
    />
  );
}

/** By a figure: what is not there or not known comes last. By name: new members do. */
function sorted(rows: readonly Row[], by: ColumnId, descending: boolean): number[] {
  const sign = descending ? -1 : 1;
  const byName = (left: number, right: number): number => Number(rows[left]!.before === null) - Number(rows[right]!.before === null) || compareNames(rows[left]!.name, rows[right]!.name) || left - right;
  const indices = rows.map((_, index) => index);
  if (by === 'name') return indices.sort((left, right) => sign * byName(left, right));
  if (by === 'host') return indices.sort((left, right) => sign * compareNames(rows[left]!.host ?? '', rows[right]!.host ?? '') || byName(left, right));
  return indices.sort((left, right) => {
    const one = figureOf(rows[left]!, by);
    const other = figureOf(rows[right]!, by);
    if (one === null || other === null) return Number(one === null) - Number(other === null) || byName(left, right);
    return sign * (one - other) || byName(left, right);
  });
}

function figureOf({ before, after }: Row, by: Exclude<ColumnId, 'name' | 'host'>): number | null {
  switch (by) {
    case 'before':
      return before?.partitions ?? null;
    case 'after':
      return after?.partitions ?? null;
    case 'lagBefore':
      return before?.lag ?? null;
    case 'lagAfter':
      return after?.lag ?? null;
    case 'produced':
      return after?.producedPerSecond ?? null;
    case 'growthBefore':
      return before?.lagPerSecond ?? null;
    case 'growthAfter':
      return after?.lagPerSecond ?? null;
  }
}

function cellOf(row: Row | undefined, column: ColumnId): ReactNode {
  if (row === undefined) return null;
  switch (column) {
    case 'name':
      return <PartedName name={row.name} />;
    case 'host':
      return row.host === null ? null : <bdi>{displayName(hostName(row.host), 80)}</bdi>;
    case 'before':
      return partitionsOf(row.before, 'not yet');
    case 'after':
      return <span className={row.before?.partitions === row.after?.partitions ? undefined : styles.changed}>{partitionsOf(row.after, 'gone')}</span>;
    case 'lagBefore':
      return lagOf(row.before);
    case 'lagAfter':
      return lagOf(row.after);
    case 'produced':
      return row.after === null || row.after.partitions === 0 ? null : row.after.producedPerSecond === null ? <Unknown reason={NOT_WATCHED} /> : `${formatRate(row.after.producedPerSecond)}/s`;
    case 'growthBefore':
      return growthOf(row.before, NOT_WATCHED);
    case 'growthAfter':
      return growthOf(row.after, row.after?.producedPerSecond === null ? NOT_WATCHED : 'no member has had to read that much of late, or nobody reads one of its partitions now');
  }
}

/** Names of one kind differ at their end, which stays. Ready for the screen. */
function PartedName({ name }: { readonly name: string }) {
  const { main, suffix } = partName(name);
  return (
    <span className={styles.parted} title={name}>
      <bdi>{main}</bdi>
      <bdi>{suffix}</bdi>
    </span>
  );
}

const NOT_WATCHED = 'its partitions were not watched for a minute, or their offsets were reset';

function growthOf(load: AssignedLoad | null, reason: string): ReactNode {
  return load === null || load.partitions === 0 ? null : (growthText(load) ?? <Unknown reason={reason} />);
}

function partitionsOf(load: AssignedLoad | null, absent: string): ReactNode {
  return load === null ? <span className="dim">{absent}</span> : formatCount(load.partitions);
}

function lagOf(load: AssignedLoad | null): ReactNode {
  return load === null ? null : <LagFigure lag={load.lag} unknownPartitions={load.unknownPartitions} uncommittedPartitions={0} reason="the lag of its partitions is not known" />;
}
