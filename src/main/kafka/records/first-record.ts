import { DecodeError } from '../protocol/decode-error';
import { readRecordBatches, type LogRecord } from './record-batch';

export type FirstRecord = { readonly record: LogRecord } | { readonly nextOffset: number };

const CONTROL = 0x20;

/**
 * The first record at or after `from` in the bytes of a Fetch answer, markers of transactions left out; only its own batch is
 * decoded. If the whole batches there hold none: where to go on, which is `from` where there is no whole batch. Throws DecodeError.
 */
export function firstRecord(bytes: Uint8Array, from: number): FirstRecord {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let nextOffset = from;
  for (let at = 0; at + 61 <= bytes.length; ) {
    const end = at + 12 + view.getInt32(at + 8);
    if (end > bytes.length) break;
    if (end < at + 61 || bytes[at + 16] !== 2) throw new DecodeError('It is in a message format of brokers before 0.11.');
    const lastOffset = view.getInt32(at) * 4294967296 + view.getUint32(at + 4) + view.getInt32(at + 23);
    if (lastOffset >= from && (view.getInt16(at + 21) & CONTROL) === 0) {
      const { records: [record], notes: [note] } = readRecordBatches(bytes.subarray(at, end), { from, mostRecords: 1, mostBytes: Infinity });
      if (note !== undefined) throw new DecodeError(note);
      if (record !== undefined) return { record };
    }
    nextOffset = Math.max(nextOffset, lastOffset + 1);
    at = end;
  }
  return { nextOffset };
}
