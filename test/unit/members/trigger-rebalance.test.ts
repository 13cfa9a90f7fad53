import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openJournal } from '../../../src/main/operations/journal/journal';
import type { ClusterClient } from '../../../src/main/kafka/cluster-client';
import type { KafkaApi } from '../../../src/main/kafka/protocol/api';
import type { JoinGroupRequest } from '../../../src/main/kafka/protocol/apis/join-group';
import type { LeaveGroupRequest } from '../../../src/main/kafka/protocol/apis/leave-group';
import { PhantomStore } from '../../../src/main/members/phantom-store';
import { groupAsPlanned } from '../../../src/main/members/drift';
import { newFrame } from '../../../src/main/members/plan-frame';
import { planRebalance } from '../../../src/main/members/plan-rebalance';
import { readGroup } from '../../../src/main/members/read-group';
import { triggerRebalance } from '../../../src/main/members/trigger-rebalance';

const CALLS = { signal: new AbortController().signal, timeoutMs: 1_000 };
const MEMBER_ID_REQUIRED = 79;

/** A coordinator of one Stable group with one member, `a`, that gives out these ids; and what was asked of it. */
function coordinator(ids: readonly string[]) {
  const joins: string[] = [];
  const left: string[][] = [];
  const nothing = new Uint8Array(0);
  const answers: Readonly<Record<string, (request: never) => unknown>> = {
    FindCoordinator: () => ({ coordinators: [{ groupId: 'g', nodeId: 1, errorCode: 0 }] }),
    ListGroups: () => ({ errorCode: 0, groups: [{ groupId: 'g', groupType: 'classic', groupState: 'Stable', protocolType: 'consumer' }] }),
    DescribeGroups: () => ({ groups: [{ errorCode: 0, errorMessage: null, groupId: 'g', groupState: 'Stable', protocolType: 'consumer', assignor: 'range', members: [{ memberId: 'a', groupInstanceId: null, clientId: 'app', host: 'h', metadata: nothing, assignment: nothing }] }] }),
    JoinGroup: ({ memberId }: JoinGroupRequest) => ({ errorCode: MEMBER_ID_REQUIRED, memberId: ids[joins.push(memberId) - 1] ?? '' }),
    LeaveGroup: ({ members }: LeaveGroupRequest) => {
      left.push(members.map(({ memberId }) => memberId));
      return { errorCode: 0, members: members.map((member) => ({ ...member, errorCode: 0 })) };
    },
  };
  const client = {
    brokers: [{ nodeId: 1, host: 'h', port: 1, rack: null }],
    kafkaClusterId: 'c',
    settings: { bootstrapServers: [{ host: 'h', port: 1 }], sasl: null, tls: null },
    versionOf: () => Promise.resolve(4),
    send: (_nodeId: number, { name }: KafkaApi<never, unknown>, request: never) => Promise.resolve(answers[name]?.(request)),
  };
  return { client: client as unknown as ClusterClient, joins, left };
}

async function trigger(client: ClusterClient, directory: string, phantoms = new PhantomStore(directory)) {
  const journal = openJournal(directory);
  const plan = planRebalance(await readGroup(client, 'g', CALLS), newFrame(client, 'development'));
  return triggerRebalance(client, plan, { ...CALLS, journal, phantoms, commandConfig: null, reason: '', progressed: () => undefined, changing: () => expect.unreachable('Nothing may be changed.') });
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'offsight-trigger-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test('nobody joins with the id of an existing member, whoever gives it out, nor has it leave', async () => {
  for (const ids of [['a', 'offsight-2'], ['offsight-1', 'a']]) {
    const { client, joins, left } = coordinator(ids);
    const directory = folder();
    await expect(trigger(client, directory)).rejects.toMatchObject({ code: 'MEMBER_ID_TAKEN' });
    expect({ joins, left, disk: readdirSync(directory) }).toEqual({ joins: ['', ''], left: [], disk: [] });
  }
});

test('who cannot be written down does not join, and its ids are given back', async () => {
  const { client, joins, left } = coordinator(['offsight-1', 'offsight-2']);
  const directory = folder();
  const file = join(directory, 'file');
  writeFileSync(file, '');
  expect(await trigger(client, directory, new PhantomStore(file))).toMatchObject({ kind: 'refused', failures: [{ code: 'PHANTOM_NOT_WRITTEN' }] });
  expect({ joins, left }).toEqual({ joins: ['', ''], left: [['offsight-1', 'offsight-2']] });
  mkdirSync(join(directory, 'audit.jsonl'));
  const second = coordinator(['offsight-3', 'offsight-4']);
  expect(await trigger(second.client, directory)).toMatchObject({ kind: 'refused', failures: [{ code: 'AUDIT_NOT_WRITTEN' }] });
  expect({ joins: second.joins, left: second.left, notes: readdirSync(join(directory, 'phantoms')) }).toEqual({ joins: ['', ''], left: [['offsight-3', 'offsight-4']], notes: [] });
});

test('a plan that is too old is not looked into, and one whose group is another by now is refused', async () => {
  const { client } = coordinator([]);
  const plan = planRebalance(await readGroup(client, 'g', CALLS), newFrame(client, 'development'));
  const codeOf = async (changed: Partial<typeof plan>, at = client): Promise<string | null> => {
    const checked = await groupAsPlanned(at, { ...plan, ...changed }, planRebalance, CALLS);
    return checked.ok ? null : checked.failure.code;
  };
  const silent = { ...client, send: () => expect.unreachable('Nothing is to be asked.') } as unknown as ClusterClient;
  expect([await codeOf({ expiresAt: Date.now() - 1 }, silent), await codeOf({ refusal: { scope: 'group g', code: 'NO_MEMBERS', message: '' } }, silent)]).toEqual(['PLAN_EXPIRED', 'NO_MEMBERS']);
  expect([await codeOf({}), await codeOf({ kafkaClusterId: 'd' }), await codeOf({ assignor: 'sticky' })]).toEqual([null, 'ANOTHER_CLUSTER', 'ASSIGNOR_CHANGED']);
});
