import { expect, test } from 'vitest';
import { groupRefusal } from '../../../../src/main/operations/plan/group-refusal';
import { groupWarningsOf } from '../../../../src/main/operations/plan/group-warnings';
import type { GroupReading } from '../../../../src/main/operations/read/read-groups';
import { TopicPartitionMap } from '../../../../src/main/operations/read/topic-partition-map';
import type { ResolvedRequest } from '../../../../src/shared/reset';

const READING: GroupReading = { groupId: 'g', coordinatorId: 1, groupType: 'classic', protocolType: 'consumer', groupState: 'Empty', groupEpoch: null, members: [], hasClassicMembers: true, subscribedTopics: new Set(), committed: new TopicPartitionMap(), failure: null };
const REQUEST: ResolvedRequest = { groupIds: ['g'], target: { kind: 'to-latest' }, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false };
const MEMBER = { memberId: 'm', groupInstanceId: null, clientId: 'c', host: 'h' };
const FAILURE = { scope: 'group g', code: 'SILENT', message: 'Broker 1 does not answer.' };
const FILE = { kind: 'to-offsets', origin: 'file', offsets: [{ groupId: null, topic: 't', partition: 0, offset: 1, leaderEpoch: null, metadata: null }] } as const;

test.each<[string, Partial<GroupReading>, Partial<ResolvedRequest>, string | null]>([
  ['an idle group', {}, {}, null],
  ['a group that could not be read', { failure: FAILURE }, {}, 'SILENT'],
  ['a group with members', { groupState: 'Stable', members: [MEMBER] }, {}, 'GROUP_HAS_MEMBERS'],
  ['a group that is Stable although nobody is listed', { groupState: 'Stable' }, {}, 'GROUP_HAS_MEMBERS'],
  ['a group that does not exist', { groupState: null }, {}, 'GROUP_ID_NOT_FOUND'],
  ['one that is to be created', { groupState: null }, { createGroups: true }, null],
  ['a share group to the log end', { groupType: 'share' }, {}, null],
  ['a share group back to a snapshot', { groupType: 'share' }, { target: { ...FILE, origin: 'snapshot' } }, null],
  ['a share group to an offset', { groupType: 'share' }, { target: { kind: 'to-offset', offset: 1 } }, 'SHARE_TARGET'],
  ['a share group with an offset for one partition', { groupType: 'share' }, { ownTargets: [{ topic: 't', partition: 0, target: { kind: 'shift-by', by: 1 } }] }, 'SHARE_TARGET'],
  ['one group by a file without groups', {}, { target: FILE }, null],
  ['two groups by a file without groups', {}, { target: FILE, groupIds: ['g', 'h'] }, 'FILE_NAMES_NO_GROUP'],
])('%s', (_name, reading, request, code) => {
  expect(groupRefusal({ ...READING, ...reading }, 1, { ...REQUEST, ...request })?.code ?? null).toBe(code);
});

test.each<[string, Partial<GroupReading>, string | null]>([
  ['is known', {}, null],
  ['could not be read', { failure: FAILURE }, 'SILENT'],
  ['does not exist', { groupState: null }, 'GROUP_ID_NOT_FOUND'],
  ['is in use', { groupState: 'Stable', members: [MEMBER] }, null],
])('a group that is to take the position of one that %s', (_name, followed, code) => {
  const refusal = groupRefusal(READING, 1, { ...REQUEST, target: { kind: 'to-group', groupId: 'other' } }, { ...READING, groupId: 'other', ...followed });
  expect(refusal?.code ?? null).toBe(code);
});

test('a group without anything in the scope is refused', () => {
  expect(groupRefusal(READING, 0, REQUEST)?.code).toBe('NOTHING_TO_DO');
});

test('groups of streams applications are known by their type or their topics, those of connectors by their name', () => {
  const topic = { errorCode: 0, topicId: null, internal: false, partition: new Int32Array(0), leader: new Int32Array(0), leaderEpoch: new Int32Array(0), errorCodes: new Int16Array(0) };
  const warningsOf = groupWarningsOf({ clusterId: null, controllerId: 1, brokers: [], topics: ['app-store-changelog', 'other-by-key-repartition', 'billing-changes'].map((name) => ({ ...topic, topic: name })) });
  expect([['app', 'classic'], ['other', null], ['billing', 'classic'], ['ap', 'classic'], ['x', 'streams'], ['connect-sink', 'classic'], ['connect', 'classic']].map(([groupId, groupType]) => warningsOf(groupId ?? '', groupType ?? null))).toEqual([['streams'], ['streams'], [], [], ['streams'], ['connect'], []]);
});
