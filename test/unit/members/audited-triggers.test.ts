import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { AuditedTriggers } from '../../../src/main/members/audited-triggers';
import { AuditLog } from '../../../src/main/operations/journal/audit-log';

const directory = mkdtempSync(join(tmpdir(), 'offsight-triggers-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('what any program wrote down, of one cluster and group, as it is appended', () => {
  const path = join(directory, 'audit.jsonl');
  const triggers = new AuditedTriggers(path);
  const texts = (groupId = '__proto__'): readonly string[] => triggers.of('c1', groupId).map(({ text }) => text);
  expect(texts()).toEqual([]);
  const other = new AuditLog(path);
  const intent = (operationId: string, action: string, more: object) => ({ kind: 'intent', operationId, action, kafkaClusterId: 'c1', groupIds: ['__proto__'], ...more }) as const;
  other.append(intent('a', 'rebalance', { members: 3 }));
  other.append({ kind: 'result', operationId: 'a', outcome: { status: 'applied', error: null } });
  expect(texts()).toEqual(['A rebalance was triggered here']);
  other.append(intent('b', 'remove-members', { members: [{ memberId: 'm' }] }));
  other.append(intent('c', 'remove-members', { members: [{}, {}], kafkaClusterId: 'c2' }));
  other.append(intent('d', 'remove-members', { members: [{}, {}], groupIds: ['toString'] }));
  other.append(intent('e', 'reset', { groups: [] }));
  expect([texts(), texts('toString')]).toEqual([['A rebalance was triggered here', 'A member was removed here'], ['2 members were removed here']]);
  appendFileSync(path, '{"sequence":7,"at":1,"previous":"0","kind":"intent","operationId":"f","action":"rebalance"'); // still being written
  expect(texts().length).toBe(2);
  rmSync(path);
  expect(texts().length).toBe(2);
  new AuditLog(path).append(intent('g', 'rebalance', { members: 1 }));
  expect(texts()).toEqual(['A rebalance was triggered here']);
});

test('what was written down after a line that was cut off', () => {
  const path = join(directory, 'torn.jsonl');
  const intent = (operationId: string) => ({ kind: 'intent', operationId, action: 'rebalance', kafkaClusterId: 'c1', groupIds: ['g'], members: 1 }) as const;
  new AuditLog(path).append(intent('a'));
  appendFileSync(path, '{"sequence":2,"at":1,"previous":"0","kind":"result","opera'); // the program was ended
  const triggers = new AuditedTriggers(path);
  expect(triggers.of('c1', 'g')).toHaveLength(1);
  new AuditLog(path).append(intent('b'));
  expect(triggers.of('c1', 'g')).toHaveLength(2);
});
