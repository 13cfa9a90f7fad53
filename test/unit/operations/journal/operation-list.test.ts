import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { AuditLog } from '../../../../src/main/operations/journal/audit-log';
import { auditedOperation } from '../../../../src/main/operations/journal/audited-operation';
import { auditedOperations, listOperations } from '../../../../src/main/operations/journal/operation-list';

const directory = mkdtempSync(join(tmpdir(), 'offsight-list-'));
const path = join(directory, 'audit.jsonl');
const audit = new AuditLog(path);
afterAll(() => rmSync(directory, { recursive: true }));

const rows = (...offsets: readonly number[]) => offsets.map((newOffset, partition) => ({ topic: 't', partition, oldOffset: 1, newOffset }));
const became = (...statuses: readonly string[]) => statuses.map((status, partition) => ({ topic: 't', partition, status, readBack: 5, error: null }));

const OPERATIONS: readonly [name: string, action: string, wish: object, results: readonly object[], groupIds: readonly string[], meant: number, done: number | null][] = [
  ['reset', 'reset', { groups: [{ groupId: 'a', partitions: rows(5, 6) }, { groupId: 'b', partitions: rows(7) }, { groupId: 'none', partitions: [] }] }, [{ groups: [{ groupId: 'a', partitions: became('applied', 'failed') }, { groupId: 'b', partitions: became('applied') }] }], ['a', 'b'], 3, 2],
  ['cut-off', 'reset', { groups: [{ groupId: 'a', partitions: rows(5) }] }, [], ['a'], 1, null],
  ['settled', 'reset', { groups: [{ groupId: 'a', partitions: rows(5, 6) }] }, [{ settled: true, groups: [{ groupId: 'a', partitions: became('applied', 'not-applied') }] }], ['a'], 2, 1],
  ['settled-too-late', 'reset', { groups: [{ groupId: 'a', partitions: rows(5) }] }, [{ groups: [{ groupId: 'a', partitions: became('applied') }] }, { settled: true, groups: [{ groupId: 'a', partitions: became('moved') }] }], ['a'], 1, 1],
  ['offsets', 'delete-offsets', { groupId: 'a', topics: [{ topic: 't', partitions: [0, 1] }] }, [{ deletions: [{ groupId: 'a', partition: { topic: 't', partition: 0 }, status: 'deleted', failure: null }, { groupId: 'a', partition: { topic: 't', partition: 1 }, status: 'failed', failure: { message: 'no' } }] }], ['a'], 2, 1],
  ['groups', 'delete-groups', { groupIds: ['a', 'b'] }, [{ deletions: [{ groupId: 'a', partition: null, status: 'gone', failure: null }, { groupId: 'b', partition: null, status: 'unknown', failure: null }] }], ['a', 'b'], 2, 1],
  ['copy', 'copy-record', { record: { topic: 't', partition: 3, offset: 9 }, groupIds: ['a'] }, [{ copied: { partition: 0 }, error: null }], ['a'], 1, 1],
  ['copy-failed', 'copy-record', { record: { topic: 't', partition: 3, offset: 9 }, groupIds: [] }, [{ copied: null, error: 'no' }], [], 1, 0],
  ['rebalance', 'rebalance', { groupIds: ['a'] }, [{ outcome: { status: 'applied', error: null } }], ['a'], 1, 1],
  ['rebalance-unsure', 'rebalance', { groupIds: ['a'] }, [{ outcome: { status: 'unknown', error: 'who knows' } }], ['a'], 1, 0],
];
for (const [operationId, action, wish, results] of OPERATIONS) {
  audit.append({ kind: 'intent', operationId, action, kafkaClusterId: 'c', user: 'u', host: 'h', process: 1, principal: null, reason: 'why', ...wish });
  for (const result of results) audit.append({ kind: 'result', operationId, ...result });
}
audit.append({ kind: 'intent', operationId: 'elsewhere', action: 'reset', kafkaClusterId: 'd', user: null, host: null, reason: '', groups: [] });

test('the list says of each kind of change what was meant and done, newest first', async () => {
  const { operations, brokenAt } = await listOperations(audit, 'c');
  expect(brokenAt).toBeNull();
  expect(operations.map(({ operationId, groupIds, meant, done }) => [operationId, groupIds, meant, done])).toEqual(OPERATIONS.map(([operationId, , , , groupIds, meant, done]) => [operationId, groupIds, meant, done]).reverse());
});

test('what a result calls unknown is counted as that, beside what was done', async () => {
  const { operations } = await listOperations(audit, 'c');
  expect(operations.flatMap(({ operationId, meant, done, unknown }) => (unknown > 0 ? [[operationId, meant, done, unknown]] : []))).toEqual([['rebalance-unsure', 1, 0, 1], ['groups', 2, 1, 1]]);
});

test.each(OPERATIONS.map(([operationId]) => operationId))('what the list counts is what becomes of the partitions of %s', (operationId) => {
  const found = auditedOperation(audit.linesOf(new Set([operationId])).get(operationId) ?? []);
  const { operation, partitions, resultAt } = found ?? { operation: null, partitions: [], resultAt: null };
  const done = partitions.filter(({ status }) => status === 'applied' || status === 'deleted' || status === 'gone').length;
  expect([partitions.length, resultAt === null ? null : done]).toEqual([operation?.meant, operation?.done]);
});

test.each<[string, (line: string, before: string) => readonly string[]]>([
  ['changed', (line) => [line.replace('"u"', '"x"')]],
  ['taken out', () => []],
  ['put in', (line, before) => [before, line]],
  ['written anew with other spaces', (line) => [line.replace('":', '": ')]],
  ['cut', (line) => [line.slice(0, 40)]],
])('of what follows a line that was %s nothing is shown', async (_what, change) => {
  const lines = readFileSync(path, 'utf8').split('\n');
  const copy = new AuditLog(join(directory, 'copy.jsonl'));
  writeFileSync(copy.path, [...lines.slice(0, 3), ...change(lines[3] ?? '', lines[2] ?? ''), ...lines.slice(4)].join('\n'));
  const { operations, brokenAt } = await listOperations(copy, 'c');
  expect([brokenAt, operations.map(({ operationId }) => operationId)]).toEqual([4, ['cut-off', 'reset']]);
});

test('what was taken back is told, but not of an undo that was taken back itself', () => {
  const line = (operationId: string, action: string, wish: object) => ({ sequence: 1, at: 5, previous: '', hash: '', kind: 'intent', operationId, action, kafkaClusterId: 'c', user: null, host: null, reason: '', groups: [{ groupId: 'g', partitions: rows(5) }], ...wish }) as never;
  const first = [line('a', 'reset', { target: 'to-offset', targetValue: 5 }), line('b', 'undo', { undoOf: 'a' })];
  expect(auditedOperations(first, 'c')).toMatchObject([{ operationId: 'b', undoOf: 'a', undoneBy: null }, { operationId: 'a', target: 'to-offset 5', topics: ['t'], undoneBy: 'b', undoneAt: 5 }]);
  expect(auditedOperations([...first, line('z', 'undo', { undoOf: 'b' })], 'c').map(({ undoneBy }) => undoneBy)).toEqual([null, 'z', null]);
});
