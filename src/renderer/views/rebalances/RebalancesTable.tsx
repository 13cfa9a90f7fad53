import type { ReactNode } from 'react';
import type { Rebalance } from '../../../shared/rebalances';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { formatMoment, type TimeZoneChoice } from '../../format/format-time';
import { Unknown } from '../../ui/Unknown';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable';
import styles from './Rebalances.module.css';
import { CAUSE_WORDS, generationText, tookText, TROUBLE_CAUSES, whatChanged } from './rebalance-words';

type ColumnId = 'began' | 'took' | 'generation' | 'changed' | 'moved' | 'stood' | 'cause' | 'evidence';

interface RebalancesTableProps {
  /** Newest first. */
  readonly rebalances: readonly Rebalance[];
  readonly now: number;
  readonly zone: TimeZoneChoice;
  readonly chosen: number | null;
  readonly onChoose: (id: number) => void;
  readonly empty: string;
}

/** Every rebalance that was seen, newest first. */
export function RebalancesTable({ rebalances, now, zone, chosen, onChoose, empty }: RebalancesTableProps) {
  const isEpoch = rebalances.some(({ groupEpoch }) => groupEpoch.to !== null);
  const columns: readonly TableColumn<ColumnId>[] = [
    { id: 'began', label: 'Began', width: 86, gives: 0, title: 'The first description that showed it' },
    { id: 'took', label: 'Took', width: 96, gives: 0, numeric: true, title: 'As exact as the time between descriptions' },
    { id: 'generation', label: isEpoch ? 'Group epoch' : 'Generation', width: 90, gives: 1, title: isEpoch ? 'Group epoch before and after' : 'At least: as members tell which generation they were in before' },
    { id: 'changed', label: 'What changed', width: 170, grows: 1, gives: 0 },
    { id: 'moved', label: 'Moved', width: 62, gives: 0, numeric: true, title: 'Partitions whose owner is another one after it' },
    { id: 'stood', label: 'Stood still', width: 82, gives: 1 },
    { id: 'cause', label: 'Likely cause', width: 190, gives: 0 },
    { id: 'evidence', label: 'Evidence', width: 160, grows: 3, gives: 2 },
  ];
  return (
    <VirtualTable
      label="Rebalances"
      columns={columns}
      rows={rebalances.map((_, index) => index)}
      orderKey={`${rebalances[0]?.id ?? 0} ${rebalances.length}`}
      rowTone={(row) => (rebalances[row]?.id === chosen ? 'selected' : null)}
      onRow={(row) => rebalances[row] !== undefined && onChoose(rebalances[row].id)}
      cell={(row, column) => {
        const rebalance = rebalances[row];
        if (rebalance === undefined) return null;
        if (column !== 'began') return cellOf(rebalance, column, now);
        return (
          <button type="button" className={styles.began} aria-pressed={rebalance.id === chosen} title="All that is known of it" onClick={() => onChoose(rebalance.id)}>
            {formatMoment(rebalance.startedAt, now, zone)}
          </button>
        );
      }}
      empty={empty}
    />
  );
}

const STOOD_WORDS = { 'stop-the-world': 'all', incremental: 'what moved', none: 'nothing' } as const;

function cellOf(rebalance: Rebalance, column: Exclude<ColumnId, 'began'>, now: number): ReactNode {
  const { cause, moved, count, countIsExact } = rebalance;
  switch (column) {
    case 'took':
      return <span className={rebalance.endedAt === null ? styles.open : undefined}>{tookText(rebalance, now)}</span>;
    case 'generation':
      return generationText(rebalance) ?? <Unknown reason="its members do not tell their generation (clients before Kafka 3.5)" />;
    case 'changed':
      return (
        <bdi>
          {count > 1 ? `${countIsExact ? '' : 'at least '}${formatCount(count)} in a row: ` : ''}
          {whatChanged(rebalance)}
        </bdi>
      );
    case 'moved':
      return moved === null ? <Unknown reason={rebalance.endedAt === null ? 'it is still on' : 'the owners before or after it are not known'} /> : formatCount(moved.count);
    case 'stood':
      return rebalance.kind === 'unknown' ? <Unknown reason="what stood still is not known" /> : STOOD_WORDS[rebalance.kind];
    case 'cause':
      return (
        <>
          <b className={TROUBLE_CAUSES.has(cause.kind) ? styles.trouble : styles.cause}>{CAUSE_WORDS[cause.kind]}</b>
          {cause.kind === 'unknown' ? null : <span className="dim"> {cause.certainty}</span>}
        </>
      );
    case 'evidence':
      return <bdi title={displayName(cause.evidence, 600)}>{displayName(cause.evidence, 400)}</bdi>;
  }
}
