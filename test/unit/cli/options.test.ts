import { expect, test } from 'vitest';
import { parseOptions } from '../../../src/cli/options';
import { UsageError } from '../../../src/cli/usage';
import { table } from '../../../src/cli/table';

const CONNECTION = ['--bootstrap-server', 'broker:9092'];

test('reads what Kafka’s own tool would be given', () => {
  expect(parseOptions(['describe', ...CONNECTION, '--group', 'a', '--group', 'b', '--timeout', '5000', '--json'])).toEqual({
    command: 'describe', bootstrapServer: 'broker:9092', commandConfig: null, timeoutMs: 5_000, json: true, members: false,
    groups: ['a', 'b'], allGroups: false, states: null, types: null, count: null, intervalMs: null,
  });
  expect(parseOptions(['groups', ...CONNECTION, '--state', 'Empty, Stable'])?.states).toEqual(['empty', 'stable']);
  expect(parseOptions(['--help'])).toBeNull();
});

test.each([
  ['no command', [...CONNECTION]],
  ['unknown command', ['reset', ...CONNECTION]],
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

test('a hostile name cannot leave its cell', () => {
  const text = table([{ name: 'a\u001b[2Jb\nc\u202ed\udc80' }], [{ title: 'GROUP', value: (row) => row.name }]);
  expect(text).toBe('GROUP\na\\x1b[2Jb\\x0ac\\u202ed\\x80');
});
