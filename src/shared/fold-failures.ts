import type { Failure } from './failure';
import { formatCount } from './text';

/** Failures of one kind that are about the same thing (one group), of which there may be one for each partition. */
export interface FoldedFailures {
  readonly scope: string;
  readonly first: readonly Failure[];
  /** How many more there are. */
  readonly more: number;
}

/** Shown of each kind. */
const FIRST = 3;

/** In the order in which each kind was first met. */
export function foldFailures(failures: readonly Failure[]): readonly FoldedFailures[] {
  const kinds = new Map<string, { readonly scope: string; readonly first: Failure[]; more: number }>();
  for (const failure of failures) {
    const key = JSON.stringify([failure.scope, failure.code]);
    const kind = kinds.get(key) ?? { scope: failure.scope, first: [], more: 0 };
    kinds.set(key, kind);
    if (kind.first.length < FIRST) kind.first.push(failure);
    else kind.more += 1;
  }
  return [...kinds.values()];
}

/** What is said of them in a few sentences: of the first kinds. `isAll`: nothing is left out. */
export function foldedText(failures: readonly Failure[], mostKinds: number): { readonly text: string; readonly isAll: boolean } {
  const kinds = foldFailures(failures);
  const shown = kinds.slice(0, mostKinds);
  const left = failures.length - shown.reduce((sum, { first, more }) => sum + first.length + more, 0);
  const sentences = shown.flatMap(({ scope, first, more }) => [...first.map(({ message }) => message), ...(more === 0 ? [] : [`The same of ${formatCount(more)} more of ${scope}.`])]);
  return { text: [...sentences, ...(left === 0 ? [] : [`And ${formatCount(left)} more.`])].join(' '), isAll: left === 0 && shown.every(({ more }) => more === 0) };
}
