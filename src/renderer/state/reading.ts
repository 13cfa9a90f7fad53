import { useEffect } from 'react';
import type { RequestInput, RequestName, RequestOutput } from '../../shared/contract';
import type { Result } from '../../shared/result';
import { invoke, listen } from '../bridge';
import { createReader, type Load, type Reader, type Reading } from './reader';
import { useStore } from './store';

export type { Reading } from './reader';

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

/** The same for readings that build on their previous answer; `key` must tell apart what is read. */
export function useReadingBy<Value>(key: string, load: Load<Value>, revision: number): Reading<Value> {
  const reader = readerOf<Value>(key);
  const reading = useStore(reader.store);
  useEffect(() => reader.want(revision, load));
  return reading;
}

/** A new engine counts from the start: nothing that it says may be matched with what the one before said. */
export function startReading(): () => void {
  return listen('engine:changed', ({ state }) => {
    if (state !== 'running') return;
    for (const reader of readers.values()) reader.startOver();
  });
}

const READERS_KEPT = 16;
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
