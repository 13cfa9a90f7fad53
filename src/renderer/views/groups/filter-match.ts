import type { LoadedGroups } from '../../state/groups-table';
import { VERDICT_LEVEL, VERDICTS, type VerdictLevel } from '../../../shared/verdict';
import type { Filter, FilterTerm, NameField, Operator } from './filter-parse';
import type { NamesIndex } from './names-index';
import { fitsPattern } from './text-pattern';

export interface Matches {
  /** Rows that match, in the table's order. */
  readonly rows: Int32Array;
  /** How many of them match only because a figure is not known: they might, so they are kept. */
  readonly keptUnknown: number;
}

const NO = 0;
const MAYBE = 1;
const YES = 2;
type Fit = 0 | 1 | 2;

/** The rows for which every term holds or may hold. Reads columns only; allocates no object per row. */
export function matchRows(table: LoadedGroups, index: NamesIndex, filter: Filter, level: VerdictLevel | null): Matches {
  const total = table.names.groupIds.length;
  const tests = filter.terms.map((term) => testOf(table, index, term));
  const isWanted = VERDICTS.map((verdict) => level === null || VERDICT_LEVEL[verdict] === level);
  const rows = new Int32Array(total);
  let count = 0;
  let keptUnknown = 0;
  for (let row = 0; row < total; row += 1) {
    if (isWanted[table.columns.verdict[row] ?? 0] !== true) continue;
    let fit: Fit = YES;
    for (const test of tests) {
      const one = test(row);
      if (one < fit) fit = one;
      if (fit === NO) break;
    }
    if (fit === NO) continue;
    if (fit === MAYBE) keptUnknown += 1;
    rows[count] = row;
    count += 1;
  }
  return { rows: rows.slice(0, count), keptUnknown };
}

function testOf(table: LoadedGroups, index: NamesIndex, term: FilterTerm): (row: number) => Fit {
  const test = positiveTestOf(table, index, term);
  return term.negated ? (row) => (2 - test(row)) as Fit : test;
}

function positiveTestOf(table: LoadedGroups, index: NamesIndex, term: FilterTerm): (row: number) => Fit {
  const { columns } = table;
  switch (term.kind) {
    case 'name':
      return nameTest(table, index, term.field, term.pattern);
    case 'verdict': {
      const fits = VERDICTS.map((verdict) => term.verdicts.has(verdict));
      return (row) => (fits[columns.verdict[row] ?? 0] === true ? YES : NO);
    }
    case 'figure': {
      const { operator, value } = term;
      if (term.field === 'lag') return (row) => compareSum(columns.totalLag[row] ?? Number.NaN, (columns.unknownPartitions[row] ?? 0) + (columns.uncommittedPartitions[row] ?? 0), operator, value);
      if (term.field === 'topics') return (row) => compare((table.names.topicFrom[row + 1] ?? 0) - (table.names.topicFrom[row] ?? 0), operator, value);
      const column = columns[term.field];
      return (row) => {
        const figure = column[row] ?? -1;
        return figure < 0 ? MAYBE : compare(figure, operator, value);
      };
    }
  }
}

function nameTest(table: LoadedGroups, index: NamesIndex, field: NameField, pattern: string): (row: number) => Fit {
  const { names } = table;
  if (field === 'group') return (row) => (fitsPattern(index.lowerIds[row] ?? '', pattern) ? YES : NO);
  if (field === 'topic') {
    const fits = names.topics.map((topic) => fitsPattern(topic.toLowerCase(), pattern));
    return (row) => {
      for (let at = names.topicFrom[row] ?? 0; at < (names.topicFrom[row + 1] ?? 0); at += 1) if (fits[names.topicIndex[at] ?? -1] === true) return YES;
      return NO;
    };
  }
  const [dictionary, column] = field === 'state' ? [names.states, names.state] : field === 'type' ? [names.types, names.type] : [names.assignors, names.assignor];
  const fits = dictionary.map((word) => (word !== null && fitsPattern(word.toLowerCase(), pattern) ? YES : NO));
  return (row) => fits[column[row] ?? -1] ?? NO;
}

function compare(figure: number, operator: Operator, value: number): Fit {
  switch (operator) {
    case '>':
      return figure > value ? YES : NO;
    case '>=':
      return figure >= value ? YES : NO;
    case '<':
      return figure < value ? YES : NO;
    case '<=':
      return figure <= value ? YES : NO;
    case '=':
      return figure === value ? YES : NO;
  }
}

/** A sum over known parts is a lower bound of the whole. */
function compareSum(known: number, missingParts: number, operator: Operator, value: number): Fit {
  if (Number.isNaN(known)) return MAYBE;
  if (missingParts === 0) return compare(known, operator, value);
  if (operator === '>' || operator === '>=') return compare(known, operator, value) === YES ? YES : MAYBE;
  const isAbove = operator === '<' ? known >= value : known > value;
  return isAbove ? NO : MAYBE;
}
