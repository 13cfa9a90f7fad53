import type { Failure } from '../shared/failure';
import { displayName } from '../shared/display-name';
import type { GroupDetail } from '../shared/group';
import { LAG_STATES, type LagState } from '../shared/lag';
import type { ClusterFacts } from '../main/monitor/cluster-facts';
import { groupDetail } from '../main/monitor/views/group-detail';
import type { GroupLine } from './group-lines';

/** States in which the lag is not known, with the code of the failure. */
const CODES: Readonly<Partial<Record<LagState, string>>> = {
  'topic-gone': 'UNKNOWN_TOPIC_OR_PARTITION',
  'no-leader': 'LEADER_NOT_AVAILABLE',
  'not-authorised': 'TOPIC_AUTHORIZATION_FAILED',
  unknown: 'UNKNOWN',
};
const ROUND_EVERY_MS = 5_000;

/** The group as it is now; no interval is known to the command line, so the usual one is assumed. */
export function detailOf(facts: ClusterFacts, record: Parameters<typeof groupDetail>[1]): GroupDetail {
  return groupDetail(facts, record, 1, ROUND_EVERY_MS, Date.now());
}

/** What could not be read of the group, partition by partition, so that nobody must look for nulls. */
export function groupFailures(detail: GroupDetail): readonly Failure[] {
  const failures = [...detail.failures];
  const { columns } = detail;
  for (let row = 0; row < columns.partition.length; row += 1) {
    const code = CODES[LAG_STATES[columns.lagState[row] ?? 0] ?? 'unknown'];
    if (code === undefined) continue;
    const scope = `partition ${detail.topics[columns.topic[row] ?? 0] ?? ''}-${columns.partition[row] ?? 0}`;
    failures.push({ scope, code, message: detail.reasons[columns.reason[row] ?? -1] ?? 'Its lag is not known.' });
  }
  if (Number.isNaN(detail.sampledAt) && failures.length === 0) {
    failures.push({ scope: `group ${detail.groupId}`, code: 'UNKNOWN', message: 'Its committed offsets have not been read.' });
  }
  return failures;
}

/** One failure for each group of which something is unknown or old, unless the round has told: what and, of its reasons, the first. */
export function lineFailures(facts: ClusterFacts, lines: readonly GroupLine[]): readonly Failure[] {
  const told = new Set(facts.roundFailures.map(({ scope }) => scope));
  return lines.flatMap((line) => {
    if (told.has(`group ${line.groupId}`)) return [];
    const record = facts.groups.get(line.groupId);
    if (record === undefined || (line.unknownPartitions === 0 && record.staleReason === null)) return [];
    const [first, ...rest] = groupFailures(detailOf(facts, record));
    if (first === undefined) return [];
    const others = new Set(rest.map(({ message }) => message).filter((message) => message !== first.message)).size;
    return [{ scope: `group ${line.groupId}`, code: first.code, message: `${whatIsMissing(line)}: ${first.message}${others === 0 ? '' : ` Other reasons: ${others}, see describe --group ${displayName(line.groupId, 80)}.`}` }];
  });
}

function whatIsMissing({ partitions, unknownPartitions }: GroupLine): string {
  if (partitions === null || unknownPartitions === null) return 'Its partitions and their lag are not known';
  if (unknownPartitions === 0) return 'Its figures are old';
  return `The lag of ${unknownPartitions} of its ${partitions} partitions is not known`;
}
