import { expect, test } from 'vitest';
import { parseOptions } from '../../../src/cli/options';
import { EVERY_COMMAND } from '../../../src/cli/command-names';
import { USAGE, usageOf, UsageError } from '../../../src/cli/usage';
import { table } from '../../../src/cli/table';

const CONNECTION = ['--bootstrap-server', 'broker:9092'];

test('reads what Kafka’s own tool would be given', () => {
  expect(parseOptions(['describe', ...CONNECTION, '--group', 'a', '--group', 'b', '--timeout', '5000', '--json'])).toEqual({
    command: 'describe', bootstrapServer: 'broker:9092', commandConfig: null, cluster: null, timeoutMs: 5_000, json: true, members: false,
    groups: ['a', 'b'], allGroups: false, states: null, types: null, count: null, intervalMs: null,
  });
  expect(parseOptions(['groups', ...CONNECTION, '--state', 'Empty, Stable'])).toMatchObject({ states: ['empty', 'stable'] });
  expect(parseOptions(['groups', '--help'])).toBe('help');
  expect(parseOptions(['--version'])).toBe('version');
});

test.each([
  [['groups', ...CONNECTION, '--bogus'], 'There is no option --bogus.'],
  [['groups', ...CONNECTION, '-x'], 'There is no option -x.'],
  [['groups', ...CONNECTION, '--state'], '--state needs a value.'],
  [['groups', ...CONNECTION, '--state', '--json'], '--state needs a value.'],
  [['groups', ...CONNECTION, '--json=yes'], '--json takes no value.'],
  [['groups', ...CONNECTION, '--a\u001b[2J'], 'There is no option --a\\x1b[2J.'],
  [['\u001b[2J', ...CONNECTION], '“\\x1b[2J” is not a command: it is one of groups, describe, watch, rounds, assignment, reset, skip, undo, delete-offsets, delete-group, rebalance, remove-members, rebalances, records, audit.'],
  [[...CONNECTION], 'Which command? It is one of groups, describe, watch, rounds, assignment, reset, skip, undo, delete-offsets, delete-group, rebalance, remove-members, rebalances, records, audit.'],
  [[...CONNECTION, 'reset'], 'reset comes first, its options after it.'],
])('says plainly what is wrong with %j', (args, message) => {
  expect(() => parseOptions(args)).toThrow(new UsageError(message));
});

test.each([
  ['no command', [...CONNECTION]],
  ['unknown command', ['resets', ...CONNECTION]],
  ['no cluster', ['groups']],
  ['describe without a group', ['describe', ...CONNECTION]],
  ['both ways to choose groups', ['describe', ...CONNECTION, '--group', 'a', '--all-groups']],
  ['an option of another command', ['groups', ...CONNECTION, '--interval', '5']],
  ['an unknown option', ['groups', ...CONNECTION, '--execute']],
  ['not a number', ['rounds', ...CONNECTION, '--count', '1e3']],
  ['out of range', ['groups', ...CONNECTION, '--timeout', '1']],
  ['left over words', ['groups', 'orders', ...CONNECTION]],
])('refuses %s', (_name, args) => {
  expect(() => parseOptions(args)).toThrow(UsageError);
});

test('every command is in the help, and nothing else', () => {
  const [, listed = ''] = /^Commands that only read\n(.*?)\n\nConnection$/msu.exec(USAGE) ?? [];
  expect([...listed.matchAll(/^ {2}([a-z-]+)/gmu)].map(([, command]) => command).sort()).toEqual([...EVERY_COMMAND].sort());
});

test('a command tells its own part of the help', () => {
  for (const command of EVERY_COMMAND) expect(usageOf(command)).toMatch(new RegExp(`^Usage: offsight ${command} .*\n\n  ${command} [\\s\\S]*\nConnection\n`, 'u'));
  expect(usageOf('remove-members')).toContain('--instance-id I');
  expect(usageOf('remove-members')).toContain('--execute');
  expect(usageOf('remove-members')).not.toContain('--to-earliest');
  expect(usageOf('--help')).toBe(USAGE);
});

test('a hostile name cannot leave its cell', () => {
  const text = table([{ name: 'a\u001b[2Jb\nc\u202ed\udc80' }], [{ title: 'GROUP', value: (row) => row.name }]);
  expect(text).toBe('GROUP\na\\x1b[2Jb\\x0ac\\u202ed\\x80');
});
