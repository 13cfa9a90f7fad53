import { readRecords, type RecordsWish } from '../../main/operations/records/read-records';
import type { RecordsFrom } from '../../shared/records';
import { parseDateTime } from '../../shared/reset-time';
import { visibleJson } from '../../shared/display-name';
import { readArguments, wholeNumber } from '../arguments';
import { CONNECTION_OPTIONS, connectionOf } from '../connection-options';
import { EXIT } from '../exit-status';
import { UsageError } from '../usage';
import { print, type OperationContext } from './context';
import { recordsHex, recordsJson, recordsText } from './records-print';

const FORMATS = ['text', 'json', 'hex'] as const;
const OPTIONS = {
  ...CONNECTION_OPTIONS,
  topic: { type: 'string' },
  partition: { type: 'string' },
  offset: { type: 'string' },
  time: { type: 'string' },
  last: { type: 'boolean' },
  max: { type: 'string' },
  format: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** `records …`: records of one partition, read without a group; nothing is committed. Throws UsageError. */
export function runRecords(args: readonly string[], { withClient }: OperationContext): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  const partition = wholeNumber('partition', values.partition, 0, 2_147_483_647);
  const most = wholeNumber('max', values.max, 1, 10_000) ?? 10;
  const { topic } = values;
  if (topic === undefined || partition === null || positionals.length > 0) throw new UsageError('records takes --topic T --partition P; --offset O, --time T or --last to begin at; and --max N.');
  if ([values.offset, values.time, values.last].filter((given) => given !== undefined).length > 1) throw new UsageError('Where to begin? Give one of --offset, --time and --last.');
  const format = formatOf(values.format, values.json === true);
  const wish: RecordsWish = { topic, partition, from: beginningOf(values.offset, values.time), most };
  return withClient(connectionOf(values), false, async (client, calls) => {
    await client.connect(calls);
    const page = await readRecords(client, wish, calls);
    print(format === 'json' ? visibleJson(recordsJson(wish, page)) : format === 'hex' ? recordsHex(page) : recordsText(page));
    for (const note of page.notes) process.stderr.write(`${note}\n`);
    return page.notes.length === 0 ? EXIT.allKnown : EXIT.someFailed;
  });
}

function formatOf(format: string | undefined, asJson: boolean): (typeof FORMATS)[number] {
  if (format === undefined) return asJson ? 'json' : 'text';
  const found = FORMATS.find((known) => known === format);
  if (found === undefined) throw new UsageError(`--format takes ${FORMATS.join(', ')}, not “${format.slice(0, 80)}”.`);
  if (asJson && found !== 'json') throw new UsageError(`Give --json or --format ${found}, not both.`);
  return found;
}

function beginningOf(offset: string | undefined, time: string | undefined): RecordsFrom {
  if (offset !== undefined) return { kind: 'offset', offset: wholeNumber('offset', offset, 0, Number.MAX_SAFE_INTEGER) ?? 0 };
  if (time === undefined) return { kind: 'last' };
  const parsed = parseDateTime(time, 'utc');
  if (!parsed.ok) throw new UsageError(parsed.problem);
  return { kind: 'time', at: parsed.at };
}
