import { displayName, visibleJson } from '../../shared/display-name';
import { readRecords, type RecordsPage, type RecordsWish, type ShownRecord } from '../../main/operations/read-records';
import type { CallOptions, ClusterClient } from '../../main/kafka/cluster-client';
import { EXIT } from '../exit-status';
import { table } from '../table';

const SHOWN_CHARACTERS = 200;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Prints records of one partition; nothing is committed. Resolves with the exit status. */
export async function printRecords(client: ClusterClient, calls: CallOptions, wish: RecordsWish, asJson: boolean): Promise<number> {
  await client.connect(calls);
  const page = await readRecords(client, wish, calls);
  process.stdout.write(`${asJson ? visibleJson(pageJson(wish, page)) : pageText(page)}\n`);
  for (const note of page.notes) process.stderr.write(`${note}\n`);
  return page.notes.length === 0 ? EXIT.allKnown : EXIT.someFailed;
}

function pageJson({ topic, partition }: RecordsWish, { records, logStartOffset, logEndOffset, lastStableOffset, from, next }: RecordsPage) {
  return {
    topic, partition, logStartOffset, logEndOffset, lastStableOffset: lastStableOffset < 0 ? null : lastStableOffset, from, next,
    records: records.map((record) => ({
      offset: record.offset,
      timestamp: record.timestamp < 0 ? null : new Date(record.timestamp).toISOString(),
      timestampType: record.timestampType,
      kind: record.kind,
      aborted: record.aborted,
      compression: record.compression,
      key: partJson(record.kind === 'record' ? record.key : null),
      value: partJson(record.kind === 'record' ? record.value : null),
      headers: record.headers.map(({ name, value }) => ({ name: partJson(name)?.text ?? '', value: partJson(value) })),
    })),
  };
}

/** Text where the bytes are UTF-8, else base64; null where there are none. */
function partJson(bytes: Uint8Array | null): { readonly text: string } | { readonly text?: undefined; readonly base64: string } | null {
  if (bytes === null) return null;
  try {
    return { text: utf8.decode(bytes) };
  } catch {
    return { base64: Buffer.from(bytes).toString('base64') };
  }
}

function pageText(page: RecordsPage): string {
  if (page.records.length === 0) return `No record from offset ${page.from} on. The log goes from ${page.logStartOffset} to ${page.logEndOffset}.`;
  return table(page.records, [
    { title: 'OFFSET', right: true, value: ({ offset }) => offset },
    { title: 'TIME', value: ({ timestamp }) => (timestamp < 0 ? null : new Date(timestamp).toISOString()) },
    { title: 'BYTES', right: true, value: ({ key, value }) => (key?.length ?? 0) + (value?.length ?? 0) },
    { title: 'KEY', value: (record) => partText(record, record.key) },
    { title: 'VALUE', value: (record) => partText(record, record.value) },
  ]);
}

function partText({ kind, aborted }: ShownRecord, bytes: Uint8Array | null): string | null {
  if (kind !== 'record') return `(${kind})`;
  const part = partJson(bytes);
  if (part === null) return null;
  const text = part.text === undefined ? `(${bytes?.length ?? 0} bytes, not text)` : displayName(part.text, SHOWN_CHARACTERS);
  return aborted ? `(aborted) ${text}` : text;
}
