import type { ProducedRecord, RecordView } from '../../shared/records';
import type { RecordOrigin } from '../../shared/record-copy';
import { failed, type Result } from '../../shared/result';
import { invoke } from '../bridge';
import { caught } from './caught';
import { whenUnlocked } from './reset-actions';

export interface RecordPlace {
  readonly profileId: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** Reads all of a record, asks where to, and writes it there: its value's bytes, or all of it as JSON. Null: it was cancelled; otherwise where it is. */
export function saveRecord(place: RecordPlace, form: 'value' | 'json'): Promise<Result<string | null>> {
  return caught(async () => {
    const read = await invoke('record:read', { ...place, whole: true });
    if (!read.ok) return read;
    if (read.value === null) return failed({ scope: 'record', code: 'NO_SUCH_RECORD', message: 'It is not in the log any more.' });
    if (form === 'value' && read.value.value === null) return failed({ scope: 'record', code: 'NO_VALUE', message: 'It has no value.' });
    const suggestedName = `${place.topic}-${place.partition}-${place.offset}.${form === 'value' ? 'bin' : 'json'}`;
    return invoke('files:save', { suggestedName, text: form === 'value' ? (read.value.value ?? '') : recordJson(place, read.value) });
  });
}

/** Copies a record to another topic, unlocking changes if need be. Once the signal aborts nothing more is sent; the answer tells what became of it (CANCELLED: nothing was written). */
export function copyRecord(profileId: string, { reason, ...origin }: RecordOrigin, toTopic: string, typed: string, signal: AbortSignal): Promise<Result<ProducedRecord>> {
  return whenUnlocked(profileId, { reason, typed, expected: toTopic }, () => {
    if (signal.aborted) return Promise.resolve(failed({ scope: 'record', code: 'CANCELLED', message: 'It was stopped before anything was sent.' }));
    const copyId = crypto.randomUUID();
    signal.addEventListener('abort', () => void invoke('records:cancelProduce', { profileId, copyId }).catch(() => undefined)); // the copy's own answer tells
    return invoke('records:produce', { profileId, copyId, ...origin, to: { topic: toTopic }, reason, typed });
  });
}

/** As `records --format json` of the command line has each record. */
function recordJson({ topic, partition }: RecordPlace, record: RecordView): string {
  const { offset, timestamp, timestampType, aborted, compression, key, value, headers } = record;
  const whole = { topic, partition, offset, timestamp: timestamp === null ? null : new Date(timestamp).toISOString(), timestampType, aborted, compression, key: partJson(key), value: partJson(value), headers: headers.map((header) => ({ name: header.name, value: partJson(header.value) })) };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** Text where the bytes are UTF-8, else base64; null where there are none. */
function partJson(bytes: Uint8Array | null): { readonly text: string } | { readonly base64: string } | null {
  if (bytes === null) return null;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { base64: base64(bytes) };
  }
}

function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8_192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)));
  return btoa(parts.join(''));
}
