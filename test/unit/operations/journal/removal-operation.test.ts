import { expect, test } from 'vitest';
import { auditedOperations, EVERY_CLUSTER } from '../../../../src/main/operations/journal/operation-list';

test('a removal tells whom it was to remove, by the name that people know; what a triggered rebalance wrote there is none', () => {
  const common = { kind: 'intent', at: 1, sequence: 1, kafkaClusterId: 'c', user: null, host: null, reason: '', groupIds: ['g'], previous: '', hash: '' } as const;
  const member = (memberId: string, groupInstanceId: string | null, clientId: string) => ({ memberId, groupInstanceId, clientId, host: 'h' });
  const lines = [
    { ...common, operationId: 'o1', action: 'remove-members', members: [member('__proto__', 'pod-1', 'app'), member('m2', null, 'app'), member('m3', null, '')] },
    { ...common, operationId: 'o2', action: 'rebalance', members: 3, phantoms: ['p'] },
  ];
  expect(auditedOperations(lines, EVERY_CLUSTER).map(({ action, members }) => [action, members])).toEqual([['rebalance', []], ['remove-members', ['pod-1', 'app', 'm3']]]);
});
