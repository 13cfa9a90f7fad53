import type { GroupDetail } from '../shared/group';
import { LAG_STATES } from '../shared/lag';

/** A group as `describe --json` prints it. Unknown is null: partitions too, until its committed offsets were read once. */
export function groupJson(detail: GroupDetail) {
  const { columns } = detail;
  const wasRead = !Number.isNaN(detail.sampledAt);
  return {
    groupId: detail.groupId,
    groupType: detail.groupType,
    groupState: detail.groupState,
    protocolType: detail.protocolType,
    assignor: detail.assignor,
    coordinator: detail.coordinator === null ? null : { nodeId: detail.coordinator.nodeId },
    ...(detail.groupEpoch === null ? {} : { groupEpoch: detail.groupEpoch }),
    ...(detail.assignmentEpoch === null ? {} : { assignmentEpoch: detail.assignmentEpoch }),
    members:
      detail.members?.map((member) => ({
        memberId: member.memberId,
        groupInstanceId: member.groupInstanceId,
        clientId: member.clientId,
        host: member.host,
        subscription: member.subscription,
        ...(member.subscribedPattern === null ? {} : { subscribedPattern: member.subscribedPattern }),
        assignment: member.assignment,
        ...(member.memberEpoch === null ? {} : { memberEpoch: member.memberEpoch }),
        ...(member.targetAssignment === null ? {} : { targetAssignment: member.targetAssignment }),
      })) ?? null,
    partitions: !wasRead && columns.partition.length === 0 ? null : Array.from(columns.partition, (partition, row) => ({
      topic: detail.topics[columns.topic[row] ?? 0] ?? '',
      partition,
      committedOffset: known(columns.committedOffset[row]),
      logStartOffset: known(columns.logStartOffset[row]),
      logEndOffset: known(columns.logEndOffset[row]),
      lag: known(columns.lag[row]),
      lagState: LAG_STATES[columns.lagState[row] ?? 0] ?? 'unknown',
      memberId: detail.groupType === 'share' ? null : (detail.members?.[columns.owner[row] ?? -1]?.memberId ?? null),
      ...reason(detail, row),
    })),
    totalLag: detail.totalLag,
    unknownPartitions: wasRead ? detail.unknownPartitions : null,
    uncommittedPartitions: wasRead ? detail.uncommittedPartitions : null,
    verdict: { verdict: detail.verdict.verdict, sentence: detail.verdict.sentence },
  };
}

function reason(detail: GroupDetail, row: number): { readonly reason?: string } {
  const text = detail.reasons[detail.columns.reason[row] ?? -1];
  return text === undefined ? {} : { reason: text };
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
