import { expect, test } from 'vitest';
import { doneHere } from '../../../src/cli/members/done-here';
import type { AuditLine } from '../../../src/main/operations/journal/audit-log';

const BASE = { sequence: 1, at: 1, previous: '', hash: '', kafkaClusterId: 'c', user: null, host: null, reason: '' };
const intent = (operationId: string, more: object = {}): AuditLine => ({ ...BASE, kind: 'intent', operationId, action: 'rebalance', groupIds: ['g'], ...more });
const result = (operationId: string, status: string, more: object = {}): AuditLine => ({ ...BASE, kind: 'result', operationId, outcome: { status, error: null }, ...more });

test('what nobody saw the end of is unknown, not failed', () => {
  const lines = [intent('a'), result('a', 'applied'), intent('b'), result('b', 'unknown'), intent('c'), intent('d'), result('d', 'failed'), intent('e', { action: 'remove-members' }), result('e', 'unknown', { settled: true })];
  expect(doneHere(lines, 'c', 'g').map(({ operationId, outcome }) => [operationId, outcome])).toEqual([['e', 'unknown'], ['d', 'failed'], ['c', 'unknown'], ['b', 'unknown'], ['a', 'done']]);
});

test('only this group and what acts on members; what was written at the time goes before what was read back', () => {
  const lines = [intent('a'), result('a', 'unknown', { settled: true }), result('a', 'failed'), intent('b', { groupIds: ['__proto__'] }), intent('c', { action: 'delete-groups' }), intent('d', { kafkaClusterId: 'other' })];
  expect(doneHere(lines, 'c', 'g').map(({ operationId, outcome }) => [operationId, outcome])).toEqual([['a', 'failed']]);
});
