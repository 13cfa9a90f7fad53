import { describeClassicGroups, describeConsumerGroups, describeShareGroups, describeStreamsGroups, listGroups } from '../kafka/admin';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { KafkaFailure } from '../kafka/errors';
import { CONSUMER_GROUP_DESCRIBE } from '../kafka/protocol/apis/consumer-group-describe';
import { errorName, errorText, kafkaError } from '../kafka/protocol/errors';
import { fromClassic, fromConsumer, fromShare } from '../monitor/descriptions';
import { MemberDecoder } from '../monitor/member-decoder';
import { fromStreams } from '../monitor/streams-description';
import { coordinatorOf } from '../operations/read/coordinators';
import type { Look } from '../rebalances/look';

/** One group as its coordinator tells it now. */
export interface GroupNow extends Look {
  readonly groupId: string;
  readonly coordinatorId: number;
  /** Null: the broker does not tell types (before Kafka 3.8). */
  readonly groupType: string | null;
  readonly protocolType: string | null;
}

/** How a group is to be described again: its type decides by which API. */
export type GroupKind = Pick<GroupNow, 'groupId' | 'groupType' | 'protocolType'>;

/** What a read failed with for a group that is not there, or that these credentials may not see. */
export const NO_SUCH_GROUP = 'GROUP_ID_NOT_FOUND';

/** Rejects with KafkaFailure: NO_SUCH_GROUP, or why it could not be read. */
export async function readGroup(client: ClusterClient, groupId: string, calls: CallOptions): Promise<GroupNow> {
  const nodeId = await coordinatorOf(client, groupId, calls);
  const { errorCode, groups } = await listGroups(client, nodeId, calls);
  if (errorCode !== 0) throw new KafkaFailure(errorName(errorCode), `Broker ${nodeId} listed its groups only in part: ${errorText(errorCode)}.`);
  const row = groups.find((group) => group.groupId === groupId);
  if (row === undefined) throw notFound(groupId);
  const group = await describeAt(client, nodeId, row, calls);
  if (group.groupState === 'Dead' && row.groupState !== 'Dead') throw new KafkaFailure('NOT_DESCRIBED', `Broker ${nodeId} lists ${groupId} but does not describe it, so nobody can say who its members are.`);
  return group;
}

/** The group again, without its being listed: a classic one that is not there any more is Dead. Rejects with KafkaFailure. */
export async function describeGroup(client: ClusterClient, group: GroupKind, calls: CallOptions): Promise<GroupNow> {
  return describeAt(client, await coordinatorOf(client, group.groupId, calls), group, calls);
}

/** As describeGroup, at the broker that coordinates it. A classic group may have become one of the consumer protocol, and the other way round: it is told as what it is now. */
export async function describeAt(client: ClusterClient, nodeId: number, group: GroupKind, calls: CallOptions): Promise<GroupNow> {
  const seen = await describeAs(client, nodeId, group, calls);
  const other = seen.groupState !== 'Dead' ? null : group.groupType === 'consumer' ? 'classic' : group.groupType === 'classic' ? 'consumer' : null;
  if (other === null || (other === 'consumer' && (await client.versionOf(nodeId, CONSUMER_GROUP_DESCRIBE, calls)) === null)) return seen;
  const again = await describeAs(client, nodeId, { ...group, groupType: other }, calls);
  return again.groupState === 'Dead' ? seen : again;
}

async function describeAs(client: ClusterClient, nodeId: number, { groupId, groupType, protocolType }: GroupKind, calls: CallOptions): Promise<GroupNow> {
  const [described] = (await describe(client, nodeId, groupId, groupType, calls)) ?? [];
  if (described === undefined) throw new KafkaFailure('NOT_DESCRIBED', `Broker ${nodeId} does not describe ${groupId}.`);
  const { errorCode, description } = described;
  const { name, text, retriable } = kafkaError(errorCode);
  if (errorCode !== 0 && name !== NO_SUCH_GROUP) throw new KafkaFailure(name, `${groupId} could not be described: ${text}.`, { retriable });
  const at = Date.now();
  if (errorCode !== 0 || description === null) return { groupId, coordinatorId: nodeId, groupType, protocolType, at, groupState: 'Dead', assignor: null, groupEpoch: null, members: [] };
  return { groupId, coordinatorId: nodeId, groupType, at, ...description };
}

/** Null: this broker does not offer the API. A null description is a Dead one. */
async function describe(client: ClusterClient, nodeId: number, groupId: string, groupType: string | null, calls: CallOptions) {
  if (groupType === 'consumer') return (await describeConsumerGroups(client, nodeId, [groupId], calls))?.map((group) => ({ errorCode: group.errorCode, description: fromConsumer(group) }));
  if (groupType === 'share') return (await describeShareGroups(client, nodeId, [groupId], calls))?.map((group) => ({ errorCode: group.errorCode, description: fromShare(group) }));
  if (groupType === 'streams') return (await describeStreamsGroups(client, nodeId, [groupId], calls))?.map((group) => ({ errorCode: group.errorCode, description: fromStreams(group, () => null) }));
  return (await describeClassicGroups(client, nodeId, [groupId], calls)).map((group) => ({ errorCode: group.errorCode, description: fromClassic(group, new MemberDecoder()) }));
}

function notFound(groupId: string): KafkaFailure {
  return new KafkaFailure(NO_SUCH_GROUP, `There is no group ${groupId}, or these credentials may not see it.`, { retriable: false });
}
