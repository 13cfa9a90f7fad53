import type { VerdictLevel } from '../../../shared/verdict';
import { formatCounted } from '../../../shared/text';
import type { LoadedGroups } from '../../state/groups-table';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { LagFigure } from '../../ui/LagFigure';
import { Name } from '../../ui/Name';
import { LEVEL_LABELS } from '../../ui/VerdictMark';
import styles from './NothingMatches.module.css';
import { hintWords, type TopicHint } from './topic-hint';

interface NothingMatchesProps {
  readonly table: LoadedGroups;
  readonly text: string;
  readonly level: VerdictLevel | null;
  /** Groups that the same word finds by their topics; null: none. */
  readonly hint: TopicHint | null;
  readonly onFilter: (text: string) => void;
  readonly onClear: () => void;
}

/** The filter hides every group. */
export function NothingMatches({ table, text, level, hint, onFilter, onClear }: NothingMatchesProps) {
  const highest = rowOfHighestLag(table);
  return (
    <EmptyState
      title={
        <>
          No group matches
          {text.trim() === '' ? null : <span className={`mono ${styles.term}`}>{text.trim()}</span>}
          {level === null ? null : <span className={styles.term}>{LEVEL_LABELS[level]}</span>}
        </>
      }
      actions={
        <>
          {hint === null ? null : <Button onClick={() => onFilter(hint.text)}>Show {hint.groups === 1 ? 'it' : 'them'}</Button>}
          <Button onClick={onClear}>
            Clear the filter <kbd>Esc</kbd>
          </Button>
        </>
      }
    >
      {hint === null ? null : <p>No group of that name; {hintWords(hint, 'group')}.</p>}
      <p>
        {formatCounted(table.names.groupIds.length, 'group')} hidden.
        {highest === null ? null : (
          <>
            {' '}
            The highest lag now is{' '}
            <LagFigure lag={table.columns.totalLag[highest] ?? null} unknownPartitions={table.columns.unknownPartitions[highest] ?? 0} uncommittedPartitions={table.columns.uncommittedPartitions[highest] ?? 0} reason="not known" /> (<Name text={table.names.groupIds[highest] ?? ''} />
            ).
          </>
        )}
      </p>
    </EmptyState>
  );
}

function rowOfHighestLag(table: LoadedGroups): number | null {
  let highest: number | null = null;
  table.columns.totalLag.forEach((lag, row) => {
    if (!Number.isNaN(lag) && (highest === null || lag > (table.columns.totalLag[highest] ?? 0))) highest = row;
  });
  return highest;
}
