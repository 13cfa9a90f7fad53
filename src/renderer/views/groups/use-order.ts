import { useEffect, useMemo, useRef } from 'react';
import type { VerdictLevel } from '../../../shared/verdict';
import type { LoadedGroups } from '../../state/groups-table';
import type { Filter } from './filter-parse';
import { matchRows } from './filter-match';
import { freshOrder, holdOrder, type Order } from './held-order';
import { indexNames, type NamesIndex } from './names-index';
import { sortRows, type Sort } from './sort-rows';

export interface OrderedGroups {
  readonly order: Order;
  readonly index: NamesIndex;
  readonly matching: number;
  readonly keptUnknown: number;
}

interface Question {
  readonly filter: Filter;
  readonly level: VerdictLevel | null;
  readonly sort: Sort;
}

/** Which group stands where. While held, rounds change figures but no places; another question is answered at once. */
export function useOrder(table: LoadedGroups, question: Question, isHeld: boolean): OrderedGroups {
  const { groupIds } = table.names;
  const index = useMemo(() => indexNames(groupIds), [groupIds]);
  const last = useRef<{ readonly order: Order; readonly question: Question } | null>(null);
  const { filter, level, sort } = question;
  const ordered = useMemo(() => {
    const { rows, keptUnknown } = matchRows(table, index, filter, level);
    const asked = { filter, level, sort };
    const before = last.current;
    const order = isHeld && before !== null && isSame(before.question, asked) ? holdOrder(before.order, rows, index) : freshOrder(sortRows(rows, table, index, sort), index);
    return { order, question: asked, matching: rows.length, keptUnknown };
  }, [table, index, filter, level, sort, isHeld]);
  useEffect(() => {
    last.current = ordered;
  }, [ordered]);
  return { order: ordered.order, index, matching: ordered.matching, keptUnknown: ordered.keptUnknown };
}

function isSame(left: Question, right: Question): boolean {
  return left.filter === right.filter && left.level === right.level && left.sort === right.sort;
}
