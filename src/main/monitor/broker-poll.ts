import type { Failure } from '../../shared/failure';
import { describeClassicGroups, describeConsumerGroups, describeShareGroupOffsets, describeShareGroups, fetchCommittedOffsets, listGroups } from '../kafka/admin';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { KafkaFailure, toFailure } from '../kafka/errors';
import { errorText } from '../kafka/protocol/errors';
import type { OffsetFetchResponse } from '../kafka/protocol/apis/offset-fetch';
import type { BrokerFacts, ClusterFacts } from './cluster-facts';
import { applyDescription, fromClassic, fromConsumer, fromShare } from './descriptions';
import { addEvent } from './group-events';
import { applyGroupError, applyOffsetError, codeFailure } from './group-failures';
import type { GroupRecord } from './group-record';
import { applyCommitted } from './group-structure';
import { applyShareOffsets } from './share-offsets';

/** Groups per OffsetFetch request, about: small enough that one answer is parsed in a millisecond or two. */
const GROUPS_PER_REQUEST = 350;
const DESCRIPTIONS_PER_REQUEST = 250;
export const LANES = 2;

/**
 * One broker's part of a round: its listing, and the offsets and descriptions of the groups it coordinates. What the
 * last listing told is asked for in the same flight as the new listing; a second flight brings what is new.
 * Results go straight into `facts`; failures beside them. Never rejects.
 */
export async function pollBroker(client: ClusterClient, facts: ClusterFacts, broker: BrokerFacts, options: CallOptions): Promise<void> {
  const startedAt = Date.now();
  const known = [...facts.groups.values()].filter((record) => record.coordinatorId === broker.nodeId);
  const asked = new Set(known);
  const described = new Set(known.filter(isWorthDescribing));
  const first = Promise.all([fetchOffsets(client, facts, broker, known, options), describe(client, facts, broker, [...described], options)]);
  const listed = await list(client, facts, broker, options);
  await first;
  if (listed !== null) {
    const fresh = listed.filter((record) => !asked.has(record));
    const toDescribe = listed.filter((record) => isWorthDescribing(record) && !described.has(record));
    await Promise.all([fetchOffsets(client, facts, broker, fresh, options), describe(client, facts, broker, toDescribe, options)]);
  }
  broker.lastMs = Date.now() - startedAt;
}

/** An Empty group has no members to describe; before Kafka 2.6 the listing does not say which groups are. */
function isWorthDescribing(record: GroupRecord): boolean {
  return !(record.stateListed && record.groupState === 'Empty') && record.groupType !== 'streams';
}

async function list(client: ClusterClient, facts: ClusterFacts, broker: BrokerFacts, options: CallOptions): Promise<readonly GroupRecord[] | null> {
  const askedAt = Date.now();
  let listing;
  try {
    listing = await listGroups(client, broker.nodeId, { ...options, lane: 0 });
  } catch (error) {
    broker.state = error instanceof KafkaFailure && (error.code === 'SILENT' || error.code === 'TIMED_OUT') ? 'silent' : 'failed';
    broker.failure = toFailure(`broker ${broker.nodeId}`, error);
    broker.completeListingAskedAt = NaN;
    facts.note(broker.failure);
    return null;
  }
  const now = Date.now();
  broker.state = 'answering';
  broker.answeredAt = now;
  broker.failure = null;
  broker.completeListingAskedAt = listing.errorCode === 0 ? askedAt : NaN;
  if (listing.errorCode !== 0) {
    broker.failure = codeFailure(`broker ${broker.nodeId}`, listing.errorCode, `Broker ${broker.nodeId} listed its groups only in part`);
    facts.note(broker.failure);
  }
  broker.groups = listing.groups.length;
  return listing.groups.flatMap((row) => {
    const record = facts.group(row.groupId, broker.nodeId);
    if (isOvertaken(record, broker, askedAt)) return [];
    const stateChanged = row.groupState !== null && row.groupState !== record.groupState;
    if (stateChanged || record.groupType !== row.groupType || record.coordinatorId !== broker.nodeId) facts.structureChanged();
    if (stateChanged && (row.groupState === 'Empty' || record.groupState === 'Empty')) record.rowsDirty = true;
    if (record.coordinatorId !== broker.nodeId) addEvent(record.events, { at: now, kind: 'coordinator-moved', text: `coordinator moved from broker ${record.coordinatorId} to broker ${broker.nodeId}` });
    record.coordinatorId = broker.nodeId;
    record.groupType = row.groupType;
    record.protocolType = row.protocolType === '' ? record.protocolType : row.protocolType;
    if (row.groupState === 'Empty') noteEmptied(record, now);
    if (row.groupType === 'streams') record.descriptionFailure = streamsFailure(row.groupId);
    if (row.groupState !== null) record.groupState = row.groupState;
    record.stateListed = row.groupState !== null;
    record.listedAt = now;
    record.missingSince = null;
    return [record];
  });
}

/** Another broker listed it after this one was asked: what a coordinator says late, it may have said before it lost the group. */
function isOvertaken(record: GroupRecord, broker: BrokerFacts, askedAt: number): boolean {
  return record.coordinatorId !== broker.nodeId && record.listedAt > askedAt;
}

/** Empty groups are not described; their last members have left. */
function noteEmptied(record: GroupRecord, at: number): void {
  const { description } = record;
  record.descriptionFailure = null;
  if (description === null || description.members.length === 0) return;
  addEvent(record.events, { at, kind: 'rebalance', text: `${description.members.length} left` });
  record.description = { ...description, members: [], failures: [] };
}

async function fetchOffsets(client: ClusterClient, facts: ClusterFacts, broker: BrokerFacts, records: readonly GroupRecord[], options: CallOptions): Promise<void> {
  const share = records.filter((record) => record.groupType === 'share');
  const committing = share.length === 0 ? records : records.filter((record) => record.groupType !== 'share');
  const chunks = split(committing, GROUPS_PER_REQUEST);
  await Promise.all([
    share.length === 0 ? null : fetchShareOffsets(client, facts, broker, share, options),
    ...chunks.map((chunk, index) =>
      fetchCommittedOffsets(
        client,
        broker.nodeId,
        chunk.map((record) => record.groupId),
        { ...options, lane: (index + 1) % LANES },
        (groupIds, response) => takeOffsets(facts, broker, groupIds, response),
        (groupIds, error) => {
          const failure = toFailure(`broker ${broker.nodeId}`, error);
          facts.note(failure);
          for (const groupId of groupIds) {
            const record = coordinated(facts, broker, groupId);
            if (record !== undefined) record.offsetFailure = failure;
          }
        },
      ),
    ),
  ]);
}

function takeOffsets(facts: ClusterFacts, broker: BrokerFacts, asked: readonly string[], response: OffsetFetchResponse): void {
  const now = Date.now();
  for (const group of response.groups) {
    const record = coordinated(facts, broker, group.groupId ?? asked[0] ?? '');
    if (record === undefined) continue;
    if (group.errorCode === 0) {
      if (applyCommitted(record, group.topics, response, facts.partitions, now)) facts.structureChanged();
    } else applyOffsetError(facts, record, group.errorCode);
  }
}

async function fetchShareOffsets(client: ClusterClient, facts: ClusterFacts, broker: BrokerFacts, records: readonly GroupRecord[], options: CallOptions): Promise<void> {
  try {
    const groups = await describeShareGroupOffsets(client, broker.nodeId, records.map((record) => record.groupId), { ...options, lane: 1 });
    const own = records.filter((record) => record.coordinatorId === broker.nodeId);
    applyShareOffsets(facts, own, groups, Date.now());
  } catch (error) {
    const failure = toFailure(`broker ${broker.nodeId}`, error);
    facts.note(failure);
    for (const record of records) if (record.coordinatorId === broker.nodeId) record.offsetFailure = failure;
  }
}

async function describe(client: ClusterClient, facts: ClusterFacts, broker: BrokerFacts, records: readonly GroupRecord[], options: CallOptions): Promise<void> {
  const classic = records.filter((record) => record.groupType === 'classic' || record.groupType === null);
  const consumer = records.filter((record) => record.groupType === 'consumer');
  const share = records.filter((record) => record.groupType === 'share');
  const lane = { ...options, lane: 1 };
  await Promise.all([
    ...split(classic, DESCRIPTIONS_PER_REQUEST).map((chunk) => attempt(facts, broker, chunk, () => describeClassic(client, facts, broker, chunk, lane))),
    ...split(consumer, DESCRIPTIONS_PER_REQUEST).map((chunk) => attempt(facts, broker, chunk, () => describeConsumer(client, facts, broker, chunk, lane))),
    ...split(share, DESCRIPTIONS_PER_REQUEST).map((chunk) =>
      attempt(facts, broker, chunk, async () => {
        const groups = await describeShareGroups(client, broker.nodeId, idsOf(chunk), lane);
        for (const group of groups ?? []) takeDescription(facts, broker, group, () => fromShare(group));
        if (groups === null) for (const record of chunk) applyGroupError(facts, record, unsupportedText('ShareGroupDescribe'));
      }),
    ),
  ]);
}

async function describeClassic(client: ClusterClient, facts: ClusterFacts, broker: BrokerFacts, records: readonly GroupRecord[], options: CallOptions): Promise<void> {
  const unknown: GroupRecord[] = [];
  for (const group of await describeClassicGroups(client, broker.nodeId, idsOf(records), options)) {
    const dead = (group.errorCode === 0 || group.errorCode === GROUP_ID_NOT_FOUND) && (group.groupState === 'Dead' || group.groupState === '');
    const record = coordinated(facts, broker, group.groupId);
    if (dead && record !== undefined) unknown.push(record);
    else takeDescription(facts, broker, group, () => fromClassic(group, facts.members));
  }
  if (unknown.length > 0) await describeConsumer(client, facts, broker, unknown, options);
}

const GROUP_ID_NOT_FOUND = 69;

async function describeConsumer(client: ClusterClient, facts: ClusterFacts, broker: BrokerFacts, records: readonly GroupRecord[], options: CallOptions): Promise<void> {
  const groups = await describeConsumerGroups(client, broker.nodeId, idsOf(records), options);
  if (groups === null) {
    for (const record of records) applyGroupError(facts, record, unsupportedText('ConsumerGroupDescribe'));
    return;
  }
  for (const group of groups) takeDescription(facts, broker, group, () => fromConsumer(group));
}

function takeDescription(
  facts: ClusterFacts,
  broker: BrokerFacts,
  group: { readonly groupId: string; readonly errorCode: number; readonly errorMessage?: string | null },
  make: () => ReturnType<typeof fromClassic>,
): void {
  const record = coordinated(facts, broker, group.groupId);
  if (record === undefined) return;
  if (group.errorCode !== 0) return applyGroupError(facts, record, { code: group.errorCode, text: group.errorMessage ?? errorText(group.errorCode) });
  const description = make();
  if (description === null) return applyGroupError(facts, record, unsupportedText('the classic DescribeGroups'));
  if (applyDescription(record, description, Date.now())) facts.structureChanged();
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

/** The group, if this broker is (still) its coordinator: a late answer must not undo what a newer one told. */
function coordinated(facts: ClusterFacts, broker: BrokerFacts, groupId: string): GroupRecord | undefined {
  const record = facts.groups.get(groupId);
  return record?.coordinatorId === broker.nodeId ? record : undefined;
}

function streamsFailure(groupId: string): Failure {
  return { scope: `group ${groupId}`, code: 'UNSUPPORTED', message: `The members of ${groupId} are not known: Offsight does not read those of streams groups yet.` };
}

function unsupportedText(api: string): { readonly code: null; readonly text: string } {
  return { code: null, text: `its members are unknown to ${api} on this broker` };
}

function idsOf(records: readonly GroupRecord[]): string[] {
  return records.map((record) => record.groupId);
}

function split<Value>(values: readonly Value[], size: number): readonly Value[][] {
  const parts = Math.ceil(values.length / size);
  const each = Math.ceil(values.length / Math.max(parts, 1));
  return Array.from({ length: parts }, (_, index) => values.slice(index * each, (index + 1) * each));
}
