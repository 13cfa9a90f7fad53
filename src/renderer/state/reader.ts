import type { Failure } from '../../shared/failure';
import type { Result } from '../../shared/result';
import { createStore, type Store } from './store';

/**
 * What is known of one thing that is read again and again.
 * loading: nothing yet. current: the newest attempt succeeded. stale: it failed, `value` is the last good one.
 * failed: it failed and there never was a good one.
 */
export interface Reading<Value> {
  readonly state: 'loading' | 'current' | 'stale' | 'failed';
  /** The last good answer, or null. */
  readonly value: Value | null;
  /** Why the newest attempt failed; null if it did not. */
  readonly failure: Failure | null;
  /** Reads again now (or as soon as the running attempt ends). */
  readonly again: () => void;
}

/** Given the last good answer, so that a reading can ask for what is new only. */
export type Load<Value> = (previous: Value | null) => Promise<Result<Value>>;

export interface Reader<Value> {
  readonly store: Store<Reading<Value>>;
  /** Reads if nothing was read for this revision yet. While an attempt runs, one more is kept waiting, never two. */
  readonly want: (revision: number, load: Load<Value>) => void;
  /** The next reading is whole (its `load` gets null) and is due whatever the revision; the old value stays until then. */
  readonly startOver: () => void;
}

/** One reading's attempts never overlap, so answers cannot arrive out of order. */
export function createReader<Value>(): Reader<Value> {
  let wanted: number | null = null;
  let running = false;
  let waiting = false;
  let whole = false;
  let load: Load<Value> | null = null;
  const again = () => run();
  const store = createStore<Reading<Value>>({ state: 'loading', value: null, failure: null, again });

  function run(): void {
    if (load === null) return;
    if (running) {
      waiting = true;
      return;
    }
    running = true;
    waiting = false;
    const previous = store.get().value;
    const base = whole ? null : previous;
    whole = false;
    load(base)
      .catch((error: unknown): Result<Value> => ({ ok: false, failure: failureOf(error) }))
      .then((result) => {
        running = false;
        if (!result.ok && base === null) whole = true;
        if (result.ok) store.set({ state: 'current', value: result.value, failure: null, again });
        else store.set({ state: previous === null ? 'failed' : 'stale', value: previous, failure: result.failure, again });
        if (waiting) run();
      });
  }

  return {
    store,
    want: (revision, newest) => {
      load = newest;
      if (wanted === revision) return;
      wanted = revision;
      run();
    },
    startOver: () => {
      whole = true;
      wanted = null;
    },
  };
}

function failureOf(error: unknown): Failure {
  const reason = error instanceof Error && error.message !== '' ? error.message : 'no reason given';
  return { scope: 'window', code: 'READING_FAILED', message: `Reading from the engine failed: ${reason}. It is tried again with the next round.` };
}
