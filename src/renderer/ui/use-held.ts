import { useRef } from 'react';

/** The newest value, or while `held` the one from before: nothing may move under the pointer. `key` another: the newest. */
export function useHeld<Value>(value: Value, held: boolean, key: unknown): Value {
  const kept = useRef<{ readonly value: Value; readonly key: unknown } | null>(null);
  if (!held || kept.current === null || kept.current.key !== key) kept.current = { value, key };
  return kept.current.value;
}
