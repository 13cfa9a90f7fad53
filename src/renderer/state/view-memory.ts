import { useCallback, useState } from 'react';

const kept = new Map<string, unknown>();

/** Like useState, but remembered under `key` while the window lives: coming back finds a screen as it was left. */
export function useViewMemory<Value>(key: string, initial: Value): readonly [Value, (next: Value) => void] {
  const [held, setHeld] = useState<{ readonly key: string; readonly value: Value }>(() => ({ key, value: recall(key, initial) }));
  const value = held.key === key ? held.value : recall(key, initial);
  const set = useCallback(
    (next: Value) => {
      kept.set(key, next);
      setHeld({ key, value: next });
    },
    [key],
  );
  return [value, set];
}

/** Remembers without rendering again: scroll places and the like. */
export function remember(key: string, value: unknown): void {
  kept.set(key, value);
}

export function recall<Value>(key: string, otherwise: Value): Value {
  return kept.has(key) ? (kept.get(key) as Value) : otherwise;
}
