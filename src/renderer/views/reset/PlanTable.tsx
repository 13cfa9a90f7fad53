import { useMemo, type ReactNode } from 'react';
import type { GroupOutcome, PlannedGroup, PlannedPartition, ResetOutcome } from '../../../shared/reset';
import { formatCount } from '../../../shared/text';
import { displayName } from '../../../shared/display-name';
import { navigate } from '../../state/route';
import { Name } from '../../ui/Name';
import { Unknown } from '../../ui/Unknown';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable';
import { differenceOf, effectText, watchOut } from './plan-text';
import { Ruler } from './Ruler';
import styles from './PlanTable.module.css';

type ColumnId = 'group' | 'partition' | 'now' | 'new' | 'change' | 'effect' | 'log' | 'watch' | 'status';

const COLUMNS: readonly TableColumn<ColumnId>[] = [
  { id: 'partition', label: 'Partition', width: 110, grows: 1, gives: 0 },
  { id: 'now', label: 'Now', width: 84, gives: 0, numeric: true },
  { id: 'new', label: 'New', width: 84, gives: 0, numeric: true },
  { id: 'change', label: 'Change', width: 84, gives: 2, numeric: true },
  { id: 'effect', label: 'Effect', width: 140, gives: 0 },
  { id: 'log', label: 'In the log', width: 124, gives: 3 },
];
const GROUP: TableColumn<ColumnId> = { id: 'group', label: 'Group', width: 110, grows: 1, gives: 0 };
const WATCH: TableColumn<ColumnId> = { id: 'watch', label: 'Watch out', width: 150, grows: 2, gives: 0 };
const STATUS: TableColumn<ColumnId> = { id: 'status', label: 'Outcome', width: 150, grows: 2, gives: 0 };

/** What is planned for each partition; with `outcomes`, what became of it. */
export function PlanTable({ profileId, groups, done }: { readonly profileId: string; readonly groups: readonly PlannedGroup[]; readonly done: readonly GroupOutcome[] | null }) {
  const all = useMemo(() => groups.flatMap(({ groupId, partitions }) => {
    const outcomes = done?.find((each) => each.groupId === groupId)?.outcomes ?? null;
    return partitions.map((partition, index) => ({ groupId, partition, outcome: outcomes?.[index] ?? null }));
  }), [groups, done]);
  const rows = useMemo(() => all.map((_, index) => index), [all]);
  return (
    <VirtualTable
      label={done === null ? 'Plan' : 'Outcome'}
      columns={[...(groups.length > 1 ? [GROUP] : []), ...COLUMNS, done === null ? WATCH : STATUS]}
      rows={rows}
      orderKey={String(rows.length)}
      rowTone={(row) => toneOf(all[row]?.partition ?? null, all[row]?.outcome ?? null)}
      cell={(row, column): ReactNode => {
        const each = all[row];
        if (each === undefined) return null;
        const { partition } = each;
        const moved = differenceOf(partition);
        switch (column) {
          case 'group':
            return <Name text={each.groupId} />;
          case 'partition':
            return <Name text={partition.topic} suffix={`-${partition.partition}`} />;
          case 'now':
            return partition.oldOffset === null ? <Unknown reason="no committed offset" /> : <AtOffset profileId={profileId} partition={partition} offset={partition.oldOffset} />;
          case 'new':
            return partition.newOffset === null ? <Unknown reason={partition.problem?.message ?? 'it is left as it is'} /> : <b className={styles.new}><AtOffset profileId={profileId} partition={partition} offset={partition.newOffset} /></b>;
          case 'change':
            return moved === null ? null : moved > 0 ? `+${formatCount(moved)}` : formatCount(moved);
          case 'effect':
            return <span className={moved === null || moved === 0 ? styles.dim : moved < 0 ? styles.again : styles.never}>{effectText(partition)}</span>;
          case 'log':
            return <Ruler partition={partition} />;
          case 'watch': {
            const texts = watchOut(partition);
            const text = displayName(texts.join('; '), 400);
            return texts.length === 0 ? null : <span className={partition.problem === null ? styles.warning : styles.dim} title={text}>{text}</span>;
          }
          case 'status':
            return moved === 0 && each.outcome?.status === 'applied' ? <span className={styles.dim}>nothing to change</span> : <Outcome outcome={each.outcome} />;
        }
      }}
      empty="No partition is chosen."
    />
  );
}

/** An offset, which leads to its record. */
function AtOffset({ profileId, partition: { topic, partition }, offset }: { readonly profileId: string; readonly partition: PlannedPartition; readonly offset: number }) {
  return (
    <button type="button" className={styles.at} title="Look at the record there" aria-label={`Offset ${formatCount(offset)} of ${displayName(topic, 80)}-${partition}: look at the record there`} onClick={() => navigate({ kind: 'records', profileId, topic, partition, offset })}>
      {formatCount(offset)}
    </button>
  );
}

function toneOf(partition: PlannedPartition | null, outcome: ResetOutcome | null): 'critical' | 'old' | null {
  if (partition === null || partition.newOffset === null) return 'old';
  return outcome !== null && outcome.status !== 'applied' ? 'critical' : null;
}

function Outcome({ outcome }: { readonly outcome: ResetOutcome | null }) {
  if (outcome === null) return null;
  const text = outcome.failure === null ? '' : displayName(outcome.failure.message, 400);
  return (
    <span className={outcome.status === 'applied' ? styles.applied : styles.failed} title={text}>
      {outcome.status === 'applied' ? `applied, read back ${formatCount(outcome.readBack ?? 0)}` : `${outcome.status}${text === '' ? '' : `: ${text}`}`}
    </span>
  );
}
