import { TREND_TITLE } from '../../ui/trend-words';
import type { Column } from './columns';
import styles from './GridHead.module.css';
import type { Sort, SortColumn } from './sort-rows';

interface GridHeadProps {
  readonly columns: readonly Column[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** What stands above the trends: the time that they cover. */
  readonly trendHead: string;
  readonly isAllChosen: boolean;
  readonly onChooseAll: () => void;
}

/** Column heads; a click sorts, another one turns the order round. */
export function GridHead({ columns, sort, onSort, trendHead, isAllChosen, onChooseAll }: GridHeadProps) {
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.row}>
        <div role="columnheader" aria-colindex={1} className={styles.choose}>
          <input type="checkbox" aria-label="Choose every group of this list" tabIndex={-1} checked={isAllChosen} onChange={onChooseAll} />
        </div>
        {columns.map((column, index) => {
          const isSorted = sort.column === column.id;
          const className = [styles.cell, column.numeric === true ? styles.numeric : '', isSorted ? styles.sorted : ''].filter(Boolean).join(' ');
          return (
            <div key={column.id} role="columnheader" aria-colindex={index + 2} aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined} className={className}>
              {column.sortable ? (
                <button type="button" onClick={() => onSort(nextSort(sort, column))} title={`Sort by ${column.label.toLowerCase()}`}>
                  {column.label}
                  {isSorted ? <span aria-hidden="true"> {sort.descending ? '↓' : '↑'}</span> : null}
                </button>
              ) : (
                <span title={column.id === 'trend' ? TREND_TITLE : undefined}>{column.id === 'trend' ? trendHead : column.label}</span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function nextSort(sort: Sort, column: Column): Sort {
  const id = column.id as SortColumn;
  return { column: id, descending: sort.column === id ? !sort.descending : column.descendingFirst === true };
}
