import type { Failure } from '../shared/failure';
import type { GroupDetail } from '../shared/group';
import { LAG_STATES } from '../shared/lag';

/** A group as `describe --json` prints it. Unknown is null. */
export function groupJson(detail: GroupDetail) {
  const { columns } = detail;
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
    partitions: Array.from(columns.partition, (partition, row) => ({
      topic: detail.topics[columns.topic[row] ?? 0] ?? '',
      partition,
      committedOffset: known(columns.committedOffset[row]),
      logStartOffset: known(columns.logStartOffset[row]),
      logEndOffset: known(columns.logEndOffset[row]),
      lag: known(columns.lag[row]),
      lagState: LAG_STATES[columns.lagState[row] ?? 0] ?? 'unknown',
      memberId: detail.members?.[columns.owner[row] ?? -1]?.memberId ?? null,
      ...reason(detail, row),
    })),
    totalLag: detail.totalLag,
    unknownPartitions: detail.unknownPartitions,
    uncommittedPartitions: detail.uncommittedPartitions,
    verdict: { verdict: detail.verdict.verdict, sentence: detail.verdict.sentence },
  };
}

/** What could not be read of the group, so that nobody must look for nulls. */
export function groupFailures(detail: GroupDetail): readonly Failure[] {
  const failures = [...detail.failures];
  const { columns } = detail;
  for (let row = 0; row < columns.partition.length; row += 1) {
    const state = LAG_STATES[columns.lagState[row] ?? 0];
    if (state !== 'no-leader' && state !== 'unknown' && state !== 'not-authorised') continue;
    const scope = `partition ${detail.topics[columns.topic[row] ?? 0] ?? ''}-${columns.partition[row] ?? 0}`;
    failures.push({ scope, code: CODES[state], message: detail.reasons[columns.reason[row] ?? -1] ?? 'Its lag is not known.' });
  }
  return failures;
}

const CODES = { 'no-leader': 'LEADER_NOT_AVAILABLE', unknown: 'UNKNOWN', 'not-authorised': 'TOPIC_AUTHORIZATION_FAILED' } as const;

function reason(detail: GroupDetail, row: number): { readonly reason?: string } {
  const text = detail.reasons[detail.columns.reason[row] ?? -1];
  return text === undefined ? {} : { reason: text };
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
