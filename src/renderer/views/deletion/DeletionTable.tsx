import { useMemo, type ReactNode } from 'react';
import type { Deletion, PlannedGroupDeletion, PlannedOffsetDeletion } from '../../../shared/deletion';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { Name } from '../../ui/Name';
import { Unknown } from '../../ui/Unknown';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable';
import table from '../reset/PlanTable.module.css';

type ColumnId = 'group' | 'partition' | 'committed' | 'lag' | 'said';

const COLUMNS: readonly TableColumn<ColumnId>[] = [
  { id: 'group', label: 'Group', width: 140, grows: 1, gives: 0 },
  { id: 'partition', label: 'Partition', width: 140, grows: 1, gives: 0 },
  { id: 'committed', label: 'Committed', width: 110, gives: 0, numeric: true },
  { id: 'lag', label: 'Lag', width: 100, gives: 1, numeric: true },
  { id: 'said', label: 'What becomes of it', width: 220, grows: 2, gives: 0 },
];

interface Row {
  readonly group: PlannedGroupDeletion;
  /** Null: the group has nothing committed, or that could not be read. */
  readonly partition: PlannedOffsetDeletion | null;
}

/** Every committed offset that goes; with `deletions`, what became of it or of its group. */
export function DeletionTable({ groups, deletions }: { readonly groups: readonly PlannedGroupDeletion[]; readonly deletions: readonly Deletion[] | null }) {
  const all = useMemo(() => groups.flatMap((group): Row[] => (group.partitions.length === 0 ? [{ group, partition: null }] : group.partitions.map((partition) => ({ group, partition })))), [groups]);
  const rows = useMemo(() => all.map((_, index) => index), [all]);
  const outcomes = useMemo(() => new Map((deletions ?? []).map((each) => [keyOf(each.groupId, each.partition), each])), [deletions]);
  return (
    <VirtualTable
      label={deletions === null ? 'What goes' : 'Outcome'}
      columns={COLUMNS}
      rows={rows}
      orderKey={String(rows.length)}
      rowTone={(row) => (all[row]?.group.refusal == null ? null : 'old')}
      cell={(row, column): ReactNode => {
        const each = all[row];
        if (each === undefined) return null;
        const { group, partition } = each;
        switch (column) {
          case 'group':
            return <Name text={group.groupId} />;
          case 'partition':
            return partition === null ? <span className={table.dim}>nothing committed</span> : <Name text={partition.topic} suffix={`-${partition.partition}`} />;
          case 'committed':
            return partition === null ? null : partition.committedOffset === null ? <Unknown reason={partition.problem?.message ?? 'no committed offset'} /> : formatCount(partition.committedOffset);
          case 'lag':
            return partition === null ? null : partition.lag === null ? <Unknown reason={partition.problem?.message ?? 'the log end could not be read'} /> : formatCount(partition.lag);
          case 'said':
            return deletions === null ? planned(each) : outcome(outcomes.get(keyOf(group.groupId, partition)) ?? outcomes.get(keyOf(group.groupId, null)) ?? null);
        }
      }}
      empty="There is nothing to delete."
    />
  );
}

function planned({ group, partition }: Row): ReactNode {
  if (group.refusal !== null) return <span className={table.dim} title={displayName(group.refusal.message, 400)}>stays: {displayName(group.refusal.message, 200)}</span>;
  if (partition?.problem != null) return <span className={table.warning} title={displayName(partition.problem.message, 400)}>{displayName(partition.problem.message, 200)}</span>;
  return <span className={table.never}>{partition === null ? 'the group goes' : 'goes'}</span>;
}

function outcome(deletion: Deletion | null): ReactNode {
  if (deletion === null) return <span className={table.dim}>left as it was</span>;
  const text = deletion.failure === null ? '' : `: ${displayName(deletion.failure.message, 300)}`;
  return <span className={deletion.status === 'deleted' ? table.applied : deletion.status === 'gone' ? table.dim : table.failed} title={text}>{deletion.status === 'gone' ? 'was not there' : deletion.status === 'unknown' ? 'not known' : deletion.status}{text}</span>;
}

function keyOf(groupId: string, partition: { readonly topic: string; readonly partition: number } | null): string {
  return JSON.stringify([groupId, partition?.topic ?? null, partition?.partition ?? null]);
}
