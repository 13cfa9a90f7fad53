import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { encodeText } from '../../../src/main/kafka/protocol/text';
import type { PlannedPartition, ResetPlan, ResolvedTarget } from '../../../src/shared/reset';
import { resetCommand, resetTools } from '../../../src/shared/reset-command';
import { resetSummary } from '../../../src/shared/reset-summary';

const partition = (topic: string, number: number, newOffset: number | null): PlannedPartition => ({
  topic, partition: number, oldOffset: 10, oldLeaderEpoch: null, oldMetadata: null, newOffset, newLeaderEpoch: null, newMetadata: null, logStartOffset: 0, logEndOffset: 100, lastStableOffset: 100, topicId: null, removesCommit: false, clamped: null, warnings: [], problem: null,
});

function planTo(target: ResolvedTarget, groupId = 'billing', topic = 'orders'): ResetPlan {
  return {
    planId: 'p', kafkaClusterId: 'c', createdAt: 0, expiresAt: 1,
    request: { groupIds: [groupId], target, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false },
    groups: [{ groupId, groupType: 'classic', groupState: 'Empty', groupEpoch: null, members: [], sessionTimeOutMs: null, coordinatorId: 1, refusal: null, warnings: [], partitions: [partition(topic, 0, 5), partition(topic, 1, null), partition(topic, 2, 15)] }],
    failures: [],
  };
}

test('what Kafka’s own tool can say is one command, what it cannot is a file first', () => {
  expect(resetCommand(planTo({ kind: 'to-offset', offset: 5 }), 'a:1,b:2', 'client.properties')).toBe(
    'kafka-consumer-groups.sh --bootstrap-server a:1,b:2 --command-config client.properties --reset-offsets --group billing --topic orders:0,2 --to-offset 5 --dry-run',
  );
  expect(resetCommand(planTo({ kind: 'to-group', groupId: 'other' }), 'a:1', null)).toBe(
    "printf '%s\\n' \\\n  orders,0,5 \\\n  orders,2,15 \\\n  > offsets.csv\nkafka-consumer-groups.sh --bootstrap-server a:1 --reset-offsets --group billing --from-file offsets.csv --dry-run",
  );
});

test('share groups and streams groups have tools of their own, and what those cannot say is said', () => {
  const of = (groupType: string, target: ResolvedTarget) => {
    const plan = planTo(target);
    return resetCommand({ ...plan, createdAt: 3_600_000, groups: plan.groups.map((group) => ({ ...group, groupType })) }, 'a:1', null);
  };
  expect(of('share', { kind: 'to-latest' })).toBe('kafka-share-groups.sh --bootstrap-server a:1 --reset-offsets --group billing --topic orders:0,2 --to-latest --dry-run');
  expect(of('share', { kind: 'by-duration', ms: 60_000 })).toContain(' --to-datetime 1970-01-01T00:59:00.000Z --dry-run');
  expect(of('share', { kind: 'to-offsets', origin: 'snapshot', offsets: [] })).toBe('# billing: there is no command. kafka-share-groups.sh sets start offsets only to the log start, the log end or a time, not to single offsets.');
  const [note, command] = of('streams', { kind: 'shift-by', by: -1 }).split('\n');
  expect(note).toMatch(/^# With --execute .* also deletes the internal topics/u);
  expect(command).toBe('kafka-streams-groups.sh --bootstrap-server a:1 --reset-offsets --group billing --input-topic orders:0,2 --shift-by -1 --dry-run');
  expect(of('streams', { kind: 'to-group', groupId: 'other' })).toContain('kafka-streams-groups.sh --bootstrap-server a:1 --reset-offsets --group billing --from-file offsets.csv --dry-run');
  expect(resetTools([{ groupType: 'consumer' }, { groupType: null }, { groupType: 'classic' }])).toEqual(['kafka-consumer-groups.sh']);
  expect(resetTools([{ groupType: 'share' }, { groupType: 'streams' }])).toEqual(['kafka-share-groups.sh', 'kafka-streams-groups.sh']);
});

test('groups of which nothing changes are counted in a comment, not named', () => {
  const plan = planTo({ kind: 'to-latest' });
  const [group] = plan.groups;
  if (group === undefined) throw new Error('It has one.');
  const others = [{ ...group, groupId: 'none', partitions: [] }, { ...group, groupId: 'same', partitions: [partition('orders', 0, 10)] }, { ...group, groupId: 'live', refusal: { scope: 'group live', code: 'GROUP_HAS_MEMBERS', message: 'It has members.' } }];
  expect(resetCommand({ ...plan, groups: [group, ...others] }, 'a:1', null)).toBe(
    '# Left out: 3 of 4 groups, of which nothing changes or which cannot be changed now.\n\nkafka-consumer-groups.sh --bootstrap-server a:1 --reset-offsets --group billing --topic orders:0,2 --to-latest --dry-run',
  );
});

const HOSTILE = ["x'; touch run #", 'x\u0003; touch run\n', '$(touch run)', '`touch run`', '=ls', '!!', '--execute', "\\'", 'a\u202eb\udc80', '', 'x\nEND\ntouch run\n'];

test.each(HOSTILE)('what is copied gives %j to the tool as it is, and runs nothing else', (hostile) => {
  const folder = mkdtempSync(join(tmpdir(), 'offsight-shell-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'kafka-consumer-groups.sh'), '#!/bin/sh\nprintf "%s\\0" "$@" > given\n', { mode: 0o755 });
  const run = (text: string): readonly Buffer[] => {
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u); // a terminal obeys those while they are pasted
    execFileSync('bash', ['--norc', '-c', text], { stdio: 'ignore', cwd: folder, env: { PATH: `${folder}:/usr/bin:/bin` } });
    expect(readdirSync(folder).filter((name) => !['given', 'kafka-consumer-groups.sh', 'offsets.csv'].includes(name))).toEqual([]);
    return split(readFileSync(join(folder, 'given')));
  };
  const given = run(resetCommand(planTo({ kind: 'to-latest' }, hostile), 'a:1', null));
  expect(given[given.findIndex((part) => part.toString() === '--group') + 1]).toEqual(encodeText(hostile));
  run(resetCommand(planTo({ kind: 'to-group', groupId: 'other' }, 'g', hostile), 'a:1', null));
  const unsaid = planTo({ kind: 'to-group', groupId: 'other' }, hostile);
  run(resetCommand({ ...unsaid, groups: unsaid.groups.map((group) => ({ ...group, groupType: 'share' })) }, 'a:1', null).replace(/^#/u, ':')); // zsh takes no comments that are pasted
  expect(readFileSync(join(folder, 'offsets.csv')).includes(encodeText(hostile.replace(/"/gu, '""')))).toBe(true);
});

test('a hostile name makes nothing in a channel', () => {
  const summary = resetSummary(planTo({ kind: 'to-latest' }, '@here | **x**\n# `y` https://evil.example \u202e'), null, 'prod');
  expect(summary).toContain('Group `@here \\x7c **x**\\x0a# \\x60y\\x60 https://evil.example \\u202e`');
  expect(summary).toContain('| `orders-0` | 10 | 5 | -5 |');
  const plan = planTo({ kind: 'to-latest' });
  const refused = resetSummary(plan, { at: 0, reason: '', result: { kind: 'refused', failures: [{ scope: 'group x', code: 'X', message: '@here is https://evil.example, www.evil.example, <!channel>\nnow.' }] } }, 'prod');
  expect(refused).toContain('Nothing was changed: \\@here is https\\://evil.example, www\\.evil.example, \\<\\!channel\\>\\\\x0anow.');
});

function split(bytes: Buffer): readonly Buffer[] {
  const parts: Buffer[] = [];
  for (let from = 0, to = bytes.indexOf(0); to >= 0; from = to + 1, to = bytes.indexOf(0, from)) parts.push(bytes.subarray(from, to));
  return parts;
}

test('the summary of what was carried out says when, why, and what was skipped or is read again', () => {
  const outcome = (number: number, oldOffset: number, newOffset: number, status: 'applied' | 'failed') => ({ topic: 'orders', partition: number, oldOffset, newOffset, status, readBack: null, failure: null });
  const summary = resetSummary(planTo({ kind: 'to-latest' }), { at: 60_000, reason: 'INC-7 @here', result: { kind: 'done', operationId: 'o', auditFailure: null, groups: [{ groupId: 'billing', outcomes: [outcome(0, 10, 5, 'applied'), outcome(1, 10, 10, 'applied'), outcome(2, 10, 15, 'failed')] }] } }, 'prod');
  expect(summary.split('\n').slice(0, 5)).toEqual([
    '**Done: to-latest** on `prod`, carried out 1970-01-01T00:01:00.000Z (plan made 1970-01-01T00:00:00.000Z), plan `p`', '', 'Reason: INC-7 \\@here', '', '1 applied and read back. 5 records will be read again. 1 not applied: see the table.',
  ]);
});
