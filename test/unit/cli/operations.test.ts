import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runOperation } from '../../../src/cli/operations/index';
import { USAGE } from '../../../src/cli/usage';

const AT = ['--bootstrap-server', 'broker:9092'];
const TO = [...AT, '--group', 'g', '--all-topics', '--to-latest'];
const SOURCES = join(__dirname, '../../../src/cli');
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'offsight-cli-'));
  process.env['OFFSIGHT_DATA'] = directory;
});
afterAll(() => {
  delete process.env['OFFSIGHT_DATA'];
  rmSync(directory, { recursive: true, force: true });
});

test.each([
  ['reset', [...AT, '--all-topics', '--to-latest'], 'Which groups?'],
  ['reset', [...AT, '--group', 'g', '--to-latest'], 'Which partitions?'],
  ['reset', [...AT, '--group', 'g', '--all-topics'], 'Where to? Give exactly one of --to-earliest'],
  ['reset', [...TO, '--to-earliest'], 'Where to? Give exactly one of --to-earliest'],
  ['reset', [...TO, '--all-groups'], 'Give --group or --all-groups, not both.'],
  ['reset', [...TO, '--topic', 't'], 'Give --topic or --all-topics, not both.'],
  ['reset', [...AT, '--group', 'g', '--topic', 't:0,x', '--to-latest'], '--topic takes T or T:0,1,2, not “t:0,x”.'],
  ['reset', [...AT, '--group', 'g', '--all-topics', '--to-offset', '-1'], '--to-offset takes a whole number'],
  ['reset', [...TO, '--export', '--json'], 'Give --export or --json, not both'],
  ['reset', [...TO, '--execute', '--dry-run'], 'Give --execute or --dry-run, not both.'],
  ['reset', [...TO, '--watch', '5'], '--watch looks at what was applied'],
  ['reset', [...TO, '--cluster', 'c'], 'Give --cluster, or --bootstrap-server'],
  ['reset', ['--group', 'g', '--all-topics', '--to-latest'], 'Which cluster?'],
  ['reset', [...TO, '--excute'], 'There is no option --excute.'],
  ['skip', [...AT, '--group', 'g', '--topic', 't'], 'skip takes --group G --topic T --partition P'],
  ['skip', [...AT, '--group', 'g', '--topic', 't', '--partition', '0', '--records', '0'], '--records takes a whole number from 1'],
  ['undo', AT, 'Which operation?'],
  ['undo', [...AT, '7f3a0000-0000-4000-8000-000000000001'], 'There is no snapshot of an operation'],
  ['undo', [...AT, '../../etc/passwd'], 'is not the id of an operation'],
  ['delete-group', AT, 'Which group?'],
  ['delete-group', [...AT, '--group', 'g', '--topic', 't'], 'delete-group deletes whole groups'],
  ['delete-offsets', [...AT, '--group', 'g'], 'delete-offsets takes one --group and at least one --topic'],
  ['records', [...AT, '--topic', 't'], 'records takes --topic T --partition P'],
  ['records', [...AT, '--topic', 't', '--partition', '0', '--offset', '1', '--last'], 'Where to begin?'],
  ['records', [...AT, '--topic', 't', '--partition', '0', '--format', 'xml'], '--format takes text, json, hex, not “xml”.'],
  ['audit', ['orders'], 'To look for something give --search TEXT.'],
  ['audit', AT, 'To read the topic that a team shares, add --shared.'],
  ['audit', ['--shared'], 'Which cluster?'],
  ['audit', ['--verify', '--json'], 'Give one of --verify, --export and --json.'],
])('%s %j says what is wrong with it', async (command, args, message) => {
  const opened = (): Promise<number> => Promise.reject(new Error('No cluster was to be opened.'));
  await expect(runOperation(command, args, opened)).rejects.toThrow(message);
});

test('every option of every command is in the help', () => {
  const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const options = new Set(sources.flatMap((file) => [...readFileSync(join(SOURCES, file), 'utf8').matchAll(/'?([a-z-]+)'?: \{ type: '(?:string|boolean)'/gu)].map(([, name]) => name)));
  expect(options.size).toBeGreaterThan(45);
  expect([...options].filter((name) => !new RegExp(`--${name}(?![a-z-])`, 'u').test(USAGE))).toEqual([]);
});
