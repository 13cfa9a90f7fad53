import { useEffect, useRef } from 'react';

/**
 * A short list whose places stay while it is held: items keep their places with their newest content (the last known
 * one when they have gone), and new ones come at the end.
 */
export function useHeldList<Item extends { readonly key: string }>(items: readonly Item[], isHeld: boolean): readonly Item[] {
  const last = useRef<readonly Item[]>(items);
  const shown = isHeld ? inPlacesOf(last.current, items) : items;
  useEffect(() => {
    last.current = shown;
  });
  return shown;
}

function inPlacesOf<Item extends { readonly key: string }>(held: readonly Item[], items: readonly Item[]): readonly Item[] {
  const newest = new Map(items.map((item) => [item.key, item]));
  const kept = held.map((item) => newest.get(item.key) ?? item);
  const known = new Set(held.map((item) => item.key));
  return [...kept, ...items.filter((item) => !known.has(item.key))];
}
