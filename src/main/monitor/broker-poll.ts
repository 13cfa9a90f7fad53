import { listGroups } from '../kafka/admin';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { KafkaFailure, toFailure } from '../kafka/errors';
import type { Ahead } from './ahead';
import { epochNow, stampOf } from './clock-step';
import type { BrokerFacts, ClusterFacts } from './cluster-facts';
import { readCommitted } from './committed-poll';
import { describeGroups } from './describe-groups';
import { addEvent } from './group-events';
import { codeFailure } from './group-failures';
import { lookOf, noteLook } from './group-look';
import { membersOf, type GroupRecord } from './group-record';
import { overLanes, type LanePlan } from './lane-plan';

/**
 * One broker's part of a round: its listing, and the offsets and descriptions of the groups it coordinates. What the
 * last listing told is asked for in the same flight as the new listing; a second flight brings what is new.
 * `lanes`: the groups whose committed offsets are asked for first, by lane and request; `onAsked` is called for each lane that has any, once they are. Results go straight into `facts`; failures beside them. Never rejects.
 */
export async function pollBroker(client: ClusterClient, facts: ClusterFacts, broker: BrokerFacts, lanes: LanePlan['groups'], options: CallOptions, onAsked: (lane: number, ahead: Ahead) => void): Promise<void> {
  const startedAt = performance.now();
  const known = [...facts.groups.values()].filter((record) => record.coordinatorId === broker.nodeId);
  const asked = new Set(lanes.flat(2));
  const described = new Set(known.filter(isWorthDescribing));
  const first = Promise.all([
    ...lanes.map((requests, lane) => readCommitted(client, facts, broker, requests, { ...options, lane }, (ahead) => onAsked(lane, ahead))),
    describeGroups(client, facts, broker, [...described], options),
  ]);
  const listed = await list(client, facts, broker, options);
  await first;
  if (listed !== null) {
    // The start offsets of share groups are read apart: see share-offsets.ts.
    const fresh = listed.filter((record) => record.groupType !== 'share' && !asked.has(record));
    const toDescribe = listed.filter((record) => isWorthDescribing(record) && !described.has(record));
    await Promise.all([
      ...overLanes(fresh).map((requests, lane) => readCommitted(client, facts, broker, requests, { ...options, lane })),
      describeGroups(client, facts, broker, toDescribe, options),
    ]);
  }
  broker.lastMs = Math.round(performance.now() - startedAt);
}

/** An Empty group has no members to describe; before Kafka 2.6 the listing does not say which groups are. */
function isWorthDescribing(record: GroupRecord): boolean {
  return !(record.stateListed && record.groupState === 'Empty');
}

async function list(client: ClusterClient, facts: ClusterFacts, broker: BrokerFacts, options: CallOptions): Promise<readonly GroupRecord[] | null> {
  const stamp = stampOf(facts, epochNow(facts));
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
  const now = epochNow(facts);
  const askedAt = stamp();
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
    const known = facts.group(row.groupId, broker.nodeId);
    if (isOvertaken(known, broker, askedAt)) return [];
    const record = isAnother(known, row.groupType) ? facts.renewGroup(row.groupId, broker.nodeId) : known;
    const stateChanged = row.groupState !== null && row.groupState !== record.groupState;
    if (stateChanged || record.groupType !== row.groupType || record.coordinatorId !== broker.nodeId) facts.structureChanged();
    if (stateChanged && (row.groupState === 'Empty' || record.groupState === 'Empty')) record.rowsDirty = true;
    if (record.coordinatorId !== broker.nodeId) noteMoved(record, broker, now);
    record.groupType = row.groupType;
    record.protocolType = row.protocolType === '' ? record.protocolType : row.protocolType;
    if (row.groupState === 'Empty') {
      noteEmptied(record, now);
      record.seenEmptyAt = now;
    }
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

/** No group becomes a share group or ceases to be one: it was deleted, and another made of its name. (A classic group may become a consumer group, and goes on.) */
function isAnother({ groupType: before }: GroupRecord, groupType: string | null): boolean {
  return before !== null && groupType !== null && before !== groupType && (before === 'share' || groupType === 'share');
}

function noteMoved(record: GroupRecord, broker: BrokerFacts, at: number): void {
  addEvent(record.events, { at, kind: 'coordinator-moved', text: `coordinator moved from broker ${record.coordinatorId} to broker ${broker.nodeId}` });
  record.movedAt = at;
  record.hadMembers = membersOf(record)?.length !== 0;
  record.coordinatorId = broker.nodeId;
}

/** Empty groups are not described; their last members have left. */
function noteEmptied(record: GroupRecord, at: number): void {
  const { description } = record;
  record.descriptionFailure = null;
  if (description === null || description.members.length === 0) return;
  const emptied = { ...description, groupState: 'Empty', members: [], failures: [] };
  noteLook(record, lookOf(record), emptied, at);
  record.description = emptied;
  record.describedAt = at;
}
