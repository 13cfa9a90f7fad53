import { expect, test } from 'vitest';
import type { PlannedPartition, ResetPlan, ResolvedTarget } from '../../../src/shared/reset';
import { resetCommand } from '../../../src/shared/reset-command';
import { resetSummary } from '../../../src/shared/reset-summary';

const partition = (topic: string, number: number, newOffset: number | null): PlannedPartition => ({
  topic, partition: number, oldOffset: 10, oldLeaderEpoch: null, oldMetadata: null, newOffset, newLeaderEpoch: null, newMetadata: null, logStartOffset: 0, logEndOffset: 100, lastStableOffset: 100, topicId: null, removesCommit: false, clamped: null, warnings: [], problem: null,
});

function planTo(target: ResolvedTarget, groupId = 'billing', topic = 'orders'): ResetPlan {
  return {
    planId: 'p', kafkaClusterId: 'c', createdAt: 0, expiresAt: 1,
    request: { groupIds: [groupId], target, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false },
    groups: [{ groupId, groupType: 'classic', groupState: 'Empty', groupEpoch: null, members: [], coordinatorId: 1, refusal: null, warnings: [], partitions: [partition(topic, 0, 5), partition(topic, 1, null), partition(topic, 2, 15)] }],
    failures: [],
  };
}

test('what Kafka’s own tool can say is one command, what it cannot is a file first', () => {
  expect(resetCommand(planTo({ kind: 'to-offset', offset: 5 }), 'a:1,b:2', 'client.properties')).toBe(
    'kafka-consumer-groups.sh --bootstrap-server a:1,b:2 --command-config client.properties --reset-offsets --group billing --topic orders:0,2 --to-offset 5 --dry-run',
  );
  expect(resetCommand(planTo({ kind: 'to-group', groupId: 'other' }), 'a:1', null)).toBe(
    "cat > offsets.csv <<'END'\norders,0,5\norders,2,15\nEND\nkafka-consumer-groups.sh --bootstrap-server a:1 --reset-offsets --group billing --from-file offsets.csv --dry-run",
  );
});

test('a hostile name runs nothing in a shell and makes nothing in a channel', () => {
  expect(resetCommand(planTo({ kind: 'to-latest' }, "x'; rm -rf / #"), 'a:1', null)).toContain(`--group 'x'\\''; rm -rf / #' --topic`);
  const summary = resetSummary(planTo({ kind: 'to-latest' }, '@here | **x**\n# y'), null, 'prod');
  expect(summary).toContain('Group \\@here \\| \\*\\*x\\*\\* \\# y');
  expect(summary).toContain('| orders-0 | 10 | 5 | -5 |');
});
