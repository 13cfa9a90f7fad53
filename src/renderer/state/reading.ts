import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { RequestInput, RequestName, RequestOutput } from '../../shared/contract';
import type { Result } from '../../shared/result';
import { invoke, listen } from '../bridge';
import { createReader, type Load, type Reader, type Reading } from './reader';
import { useStore } from './store';

/** Requests whose expected failures are values. */
export type ReadingName = { [Name in RequestName]: RequestOutput<Name> extends Result<unknown> ? Name : never }[RequestName];
export type ReadingValue<Name extends ReadingName> = Extract<RequestOutput<Name>, { readonly ok: true }>['value'];

/**
 * Reads, and reads again whenever `revision` changes (a cluster's revision: something is new). Keeps the last good
 * answer per input, also while the screen is away. Another input is another reading and starts as loading.
 */
export function useReading<Name extends ReadingName>(name: Name, input: RequestInput<Name>, revision: number): Reading<ReadingValue<Name>> {
  const key = `${name} ${JSON.stringify(input)}`;
  return useReadingBy<ReadingValue<Name>>(
    key,
    // The key tells inputs apart, so the newest closure always asks for the same thing.
    () => invoke(name, input) as Promise<unknown> as Promise<Result<ReadingValue<Name>>>,
    revision,
  );
}

/** The same, read anew each time that a screen is opened: for what changes without a round. The last answer stands until then. */
export function useFreshReading<Name extends ReadingName>(name: Name, input: RequestInput<Name>): Reading<ReadingValue<Name>> {
  const [opening] = useState(() => (openings += 1));
  return useReading(name, input, opening);
}

let openings = 0;

/** The same for readings that build on their previous answer; `key` must tell apart what is read. */
export function useReadingBy<Value>(key: string, load: Load<Value>, revision: number): Reading<Value> {
  const reader = readerOf<Value>(key);
  const reading = useStore(reader.store);
  useEffect(() => reader.want(revision, load));
  return reading;
}

interface Wanted<Value> {
  readonly key: string;
  readonly load: Load<Value>;
  readonly revision: number;
}

/** Several at once, in their order; the array is the same until one of them changes. */
export function useReadingsBy<Value>(wanted: readonly Wanted<Value>[]): readonly Reading<Value>[] {
  const kept = wanted.map((each) => readerOf<Value>(each.key));
  const shown = useRef<readonly Reading<Value>[]>([]);
  const together = JSON.stringify(wanted.map((each) => each.key));
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = (JSON.parse(together) as string[]).map((key) => readerOf<Value>(key).store.subscribe(listener));
      return () => stops.forEach((stop) => stop());
    },
    [together],
  );
  useEffect(() => kept.forEach((reader, index) => wanted[index] !== undefined && reader.want(wanted[index].revision, wanted[index].load)));
  return useSyncExternalStore(subscribe, () => {
    const now = kept.map((reader) => reader.store.get());
    if (now.length !== shown.current.length || now.some((reading, index) => reading !== shown.current[index])) shown.current = now;
    return shown.current;
  });
}

/** A new engine counts from the start: nothing that it says may be matched with what the one before said. */
export function startReading(): () => void {
  return listen('engine:changed', ({ state }) => {
    if (state !== 'running') return;
    for (const reader of readers.values()) reader.startOver();
  });
}

const READERS_KEPT = 64; // more than any screen watches at once, or a reading on screen would start over
const readers = new Map<string, Reader<unknown>>();

function readerOf<Value>(key: string): Reader<Value> {
  const reader = readers.get(key) ?? createReader<unknown>();
  readers.delete(key); // the newest use stands last
  readers.set(key, reader);
  for (const oldest of readers.keys()) {
    if (readers.size <= READERS_KEPT) break;
    readers.delete(oldest);
  }
  return reader as unknown as Reader<Value>;
}
