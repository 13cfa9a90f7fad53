import { useMemo, type ReactNode } from 'react';
import type { GroupOutcome, PlannedGroup, PlannedPartition, ResetOutcome, ResetRequest } from '../../../shared/reset';
import type { PositionTimes } from '../../../shared/plan-times';
import { formatCount } from '../../../shared/text';
import { displayName } from '../../../shared/display-name';
import { formatMoment, formatZone, type TimeZoneChoice } from '../../format/format-time';
import { useNow } from '../../state/now';
import { navigate } from '../../state/route';
import { Name } from '../../ui/Name';
import { Unknown } from '../../ui/Unknown';
import { widthOfText } from '../../ui/fit-columns';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable';
import { differenceOf, effectText, watchOut } from './plan-text';
import { Ruler } from './Ruler';
import { ownTargetKey } from './selection';
import styles from './PlanTable.module.css';
import type { TimesOfPlan } from './use-plan-times';

type ColumnId = 'group' | 'partition' | 'now' | 'new' | 'change' | 'effect' | 'log' | 'times' | 'watch' | 'status';

const COLUMNS: readonly TableColumn<ColumnId>[] = [
  { id: 'partition', label: 'Partition', width: 110, grows: 1, gives: 0 },
  { id: 'now', label: 'Now', width: 84, gives: 0, numeric: true },
  { id: 'new', label: 'New', width: 84, gives: 0, numeric: true },
  { id: 'change', label: 'Change', width: 84, gives: 1, numeric: true },
  { id: 'effect', label: 'Effect', width: 132, gives: 0 },
  { id: 'log', label: 'In the log', width: 124, gives: 3 },
];
const GROUP: TableColumn<ColumnId> = { id: 'group', label: 'Group', width: 110, grows: 1, gives: 0 };
/** Once it is done, nobody knows here where the group is by now. */
const BEFORE: readonly TableColumn<ColumnId>[] = COLUMNS.map((column) => (column.id === 'now' ? { ...column, label: 'Before' } : column.id === 'new' ? { ...column, label: 'Applied' } : column));
const STATUS: TableColumn<ColumnId> = { id: 'status', label: 'Outcome', width: 150, grows: 2, gives: 0 };

interface PlanTableProps {
  readonly request: ResetRequest;
  readonly profileId: string;
  readonly groups: readonly PlannedGroup[];
  /** What became of it; null: nothing was done yet. */
  readonly done: readonly GroupOutcome[] | null;
  readonly times: TimesOfPlan;
  readonly zone: TimeZoneChoice;
}

/** What is planned for each partition, or what became of it. */
export function PlanTable({ request, profileId, groups, done, times, zone }: PlanTableProps) {
  const now = useNow();
  const all = useMemo(() => groups.flatMap(({ groupId, partitions }) => {
    const outcomes = done?.find((each) => each.groupId === groupId)?.outcomes ?? null;
    return partitions.map((partition, index) => ({ groupId, partition, outcome: outcomes?.[index] ?? null }));
  }), [groups, done]);
  const own = useMemo(() => new Set(request.ownTargets.map(({ topic, partition }) => ownTargetKey(topic, partition))), [request]);
  const rows = useMemo(() => all.map((_, index) => index), [all]);
  const warnings = useMemo(() => all.map(({ partition }) => displayName([...(own.has(ownTargetKey(partition.topic, partition.partition)) ? ['own target'] : []), ...watchOut(partition)].join('; '), 400)), [all, own]);
  const longest = useMemo(() => warnings.reduce((most, { length }) => Math.max(most, length), 0), [warnings]);
  // Room for the longest on two lines, before the log and the times have theirs.
  const watch: TableColumn<ColumnId> = useMemo(() => ({ id: 'watch', label: 'Watch out', width: widthOfText(Math.ceil(longest / 2) + 6, 76, 250), grows: 4, gives: 0 }), [longest]);
  return (
    <VirtualTable
      label={done === null ? 'Plan' : 'Outcome'}
      columns={[...(groups.length > 1 ? [GROUP] : []), ...(done === null ? COLUMNS : BEFORE), ...(times.result?.ok === true ? [timesColumn(zone)] : []), done === null ? watch : STATUS]}
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
            return partition.oldOffset === null ? (partition.problem === null ? <span className={styles.dim}>none</span> : <Unknown reason={partition.problem.message} />) : <AtOffset profileId={profileId} groupId={each.groupId} partition={partition} offset={partition.oldOffset} />;
          case 'new':
            if (done !== null && each.outcome?.status !== 'applied') return null; // nothing was applied there
            return partition.newOffset === null ? partition.removesCommit ? <b className={styles.new}>none</b> : <Unknown reason={partition.problem?.message ?? 'it is left as it is'} /> : <b className={styles.new}><AtOffset profileId={profileId} groupId={each.groupId} partition={partition} offset={partition.newOffset} /></b>;
          case 'change':
            return moved === null ? null : moved > 0 ? `+${formatCount(moved)}` : formatCount(moved);
          case 'effect':
            return <span className={moved === 0 || partition.newOffset === null ? styles.dim : moved !== null && moved < 0 ? styles.again : styles.never}>{effectText(partition)}</span>;
          case 'log':
            return <Ruler partition={partition} />;
          case 'times':
            return timesText(times.of(each.groupId, partition.topic, partition.partition), now, zone);
          case 'watch': {
            const text = warnings[row] ?? '';
            return text === '' ? null : <span className={`${styles.watch} ${partition.problem === null ? styles.warning : styles.dim}`} title={text}>{text}</span>;
          }
          case 'status':
            return partition.newOffset === null && !partition.removesCommit ? <span className={styles.dim}>left as it was</span> : moved === 0 && each.outcome?.status === 'applied' ? <span className={styles.dim}>nothing to change</span> : <Outcome outcome={each.outcome} />;
        }
      }}
      isTall={(row, widthOf) => done === null && widthOfText((warnings[row] ?? '').length, 0, Infinity) > widthOf('watch')}
      empty="No partition is chosen."
    />
  );
}

/** An offset, which leads to its record. */
function AtOffset({ profileId, groupId, partition: { topic, partition }, offset }: { readonly profileId: string; readonly groupId: string; readonly partition: PlannedPartition; readonly offset: number }) {
  return (
    <button type="button" className={styles.at} title="Look at the record there" aria-label={`Offset ${formatCount(offset)} of ${displayName(topic, 80)}-${partition}: look at the record there`} onClick={() => navigate({ kind: 'records', profileId, topic, partition, offset, groupId })}>
      {formatCount(offset)}
    </button>
  );
}

function timesColumn(zone: TimeZoneChoice): TableColumn<ColumnId> {
  return { id: 'times', label: `Record time, ${formatZone(zone)}`, width: 150, gives: 2, title: 'Of the record that is next now, and of the one that is next then' };
}

function timesText(times: PositionTimes | null, now: number, zone: TimeZoneChoice): ReactNode {
  if (times === null) return <Unknown reason="it could not be read" />;
  const [old, next] = [times.oldAt, times.newAt].map((at) => (at === null ? 'none' : formatMoment(at, now, zone)));
  return <span className="mono" title={`${old} → ${next}`}>{old === next ? old : `${old} → ${next}`}</span>;
}

function toneOf(partition: PlannedPartition | null, outcome: ResetOutcome | null): 'critical' | 'old' | null {
  if (partition === null || (partition.newOffset === null && !partition.removesCommit)) return 'old';
  return outcome !== null && outcome.status !== 'applied' ? 'critical' : null;
}

function Outcome({ outcome }: { readonly outcome: ResetOutcome | null }) {
  if (outcome === null) return null;
  const text = outcome.failure === null ? '' : displayName(outcome.failure.message, 400);
  return (
    <span className={outcome.status === 'applied' ? styles.applied : styles.failed} title={text}>
      {outcome.status === 'applied' ? `applied, read back ${outcome.readBack === null ? 'none' : formatCount(outcome.readBack)}` : `${outcome.status}${text === '' ? '' : `: ${text}`}`}
    </span>
  );
}
