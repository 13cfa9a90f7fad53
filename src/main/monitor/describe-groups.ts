import { GROUP_ID_NOT_FOUND } from '../groups/error-codes';
import { describeClassicGroups, describeConsumerGroups, describeShareGroups, describeStreamsGroups } from '../kafka/admin';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { toFailure } from '../kafka/errors';
import type { DescribedGroup } from '../kafka/protocol/apis/describe-groups';
import { errorText } from '../kafka/protocol/errors';
import { epochNow } from './clock-step';
import type { BrokerFacts, ClusterFacts } from './cluster-facts';
import { applyDescription, CONSUMER_PROTOCOL, fromClassic, fromConsumer, fromShare } from './descriptions';
import { applyGroupError } from './group-failures';
import type { GroupRecord } from './group-record';
import { Slice } from './slice';
import { fromStreams } from './streams-description';
import { split } from './split';

const GROUPS_PER_REQUEST = 250;

type Describing = Pick<ClusterClient, 'send' | 'versionOf'>;

/** Members, states and epochs of groups of one broker, by the API of each group's type. Never rejects; failures are in `facts`. */
export async function describeGroups(client: Describing, facts: ClusterFacts, broker: BrokerFacts, records: readonly GroupRecord[], options: CallOptions): Promise<void> {
  const classic = records.filter((record) => record.groupType === 'classic' || record.groupType === null);
  const consumer = records.filter((record) => record.groupType === 'consumer');
  const share = records.filter((record) => record.groupType === 'share');
  const streams = records.filter((record) => record.groupType === 'streams');
  const lane = { ...options, lane: 1 };
  await Promise.all([
    ...split(classic, GROUPS_PER_REQUEST).map((chunk) => attempt(facts, broker, chunk, () => describeClassic(client, facts, broker, chunk, lane))),
    ...split(consumer, GROUPS_PER_REQUEST).map((chunk) => attempt(facts, broker, chunk, () => describeConsumer(client, facts, broker, chunk, lane))),
    ...split(share, GROUPS_PER_REQUEST).map((chunk) =>
      attempt(facts, broker, chunk, async () => {
        const groups = await describeShareGroups(client, broker.nodeId, idsOf(chunk), lane);
        for (const group of groups ?? []) takeDescription(facts, broker, group, () => fromShare(group));
        if (groups === null) for (const record of chunk) applyGroupError(facts, record, unsupportedText('ShareGroupDescribe'));
      }),
    ),
    ...split(streams, GROUPS_PER_REQUEST).map((chunk) =>
      attempt(facts, broker, chunk, async () => {
        const groups = await describeStreamsGroups(client, broker.nodeId, idsOf(chunk), lane);
        for (const group of groups ?? []) takeDescription(facts, broker, group, () => fromStreams(group, (topic) => partitionsOf(facts, topic)));
        if (groups === null) for (const record of chunk) applyGroupError(facts, record, unsupportedText('StreamsGroupDescribe'));
      }),
    ),
  ]);
}

async function describeClassic(client: Describing, facts: ClusterFacts, broker: BrokerFacts, records: readonly GroupRecord[], options: CallOptions): Promise<void> {
  const unknown: GroupRecord[] = [];
  const slice = new Slice();
  for (const group of await describeClassicGroups(client, broker.nodeId, idsOf(records), options)) {
    const dead = (group.errorCode === 0 || group.errorCode === GROUP_ID_NOT_FOUND) && (group.groupState === 'Dead' || group.groupState === '');
    const record = facts.coordinatedBy(broker, group.groupId);
    if (dead && record !== undefined) unknown.push(record);
    else {
      await decodeMembers(facts, group, slice);
      takeDescription(facts, broker, group, () => fromClassic(group, facts.members));
    }
  }
  if (unknown.length > 0) await describeConsumer(client, facts, broker, unknown, options);
}

/** The decoder keeps what it has read: then the description is made without holding anything up. */
async function decodeMembers(facts: ClusterFacts, group: DescribedGroup, slice: Slice): Promise<void> {
  if (group.protocolType !== CONSUMER_PROTOCOL) return;
  for (const member of group.members) {
    facts.members.decode(group.groupId, group.groupState, group.assignor, member);
    if (slice.isUsedUp) await slice.breathe();
  }
}

async function describeConsumer(client: Describing, facts: ClusterFacts, broker: BrokerFacts, records: readonly GroupRecord[], options: CallOptions): Promise<void> {
  const groups = await describeConsumerGroups(client, broker.nodeId, idsOf(records), options);
  if (groups === null) {
    for (const record of records) applyGroupError(facts, record, unsupportedText('ConsumerGroupDescribe'));
    return;
  }
  const slice = new Slice();
  for (const group of groups) {
    takeDescription(facts, broker, group, () => fromConsumer(group));
    if (slice.isUsedUp) await slice.breathe();
  }
}

function takeDescription(
  facts: ClusterFacts,
  broker: BrokerFacts,
  group: { readonly groupId: string; readonly errorCode: number; readonly errorMessage?: string | null },
  make: () => ReturnType<typeof fromClassic>,
): void {
  const record = facts.coordinatedBy(broker, group.groupId);
  if (record === undefined) return;
  if (group.errorCode !== 0) return applyGroupError(facts, record, { code: group.errorCode, text: group.errorMessage ?? errorText(group.errorCode) });
  const description = make();
  if (description === null) return applyGroupError(facts, record, unsupportedText('the classic DescribeGroups'));
  if (applyDescription(record, description, epochNow(facts))) facts.structureChanged();
  for (const failure of description.failures) facts.note(failure);
}

async function attempt(facts: ClusterFacts, broker: BrokerFacts, records: readonly GroupRecord[], act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const failure = toFailure(`broker ${broker.nodeId}`, error);
    facts.note(failure);
    for (const record of records) if (record.coordinatorId === broker.nodeId) record.descriptionFailure = failure;
  }
}

function partitionsOf(facts: ClusterFacts, topic: string): number | null {
  const entry = facts.partitions.find(topic);
  return entry?.status === 'present' ? entry.partitions : null;
}

function unsupportedText(api: string): { readonly code: null; readonly text: string } {
  return { code: null, text: `its members are unknown to ${api} on this broker` };
}

function idsOf(records: readonly GroupRecord[]): string[] {
  return records.map((record) => record.groupId);
}
