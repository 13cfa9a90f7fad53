import type { Failure } from '../shared/failure';
import { displayName } from '../shared/display-name';
import type { GroupDetail } from '../shared/group';
import type { ClusterFacts } from '../main/monitor/cluster-facts';
import type { GroupRecord } from '../main/monitor/group-record';
import { groupDetail } from '../main/monitor/views/group-detail';
import type { GroupLine } from './group-lines';

const ROUND_EVERY_MS = 5_000;

/** The group as it is now; judged as if rounds were the usual 5 s apart. */
export function detailOf(facts: ClusterFacts, record: GroupRecord): GroupDetail {
  return groupDetail(facts, record, 1, ROUND_EVERY_MS);
}

/** What could not be read of the group: partitions together by their reason, which each of them names too. */
export function groupFailures(detail: GroupDetail): readonly Failure[] {
  const failures = [...detail.failures];
  if (Number.isNaN(detail.sampledAt) && failures.length === 0) {
    failures.push({ scope: `group ${detail.groupId}`, code: 'UNKNOWN', message: `Its ${detail.groupType === 'share' ? 'start' : 'committed'} offsets have not been read.` });
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
