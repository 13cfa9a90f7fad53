import { displayName } from '../../shared/display-name';
import { movedSinceText } from '../../shared/moved-since-text';
import { offsetLine } from '../../shared/offset-line';
import type { PlanTimes, PositionTimes } from '../../shared/plan-times';
import type { MovedBack, PlannedPartition, ResetPlan, ResetResult } from '../../shared/reset';
import { formatCounted } from '../../shared/text';
import { table } from '../table';

/** `times`: null = they are not shown. */
export function planText(plan: ResetPlan, times: PlanTimes | null): string {
  const timeOf = timesOf(plan, times);
  const rows = plan.groups.flatMap((group) => group.partitions.map((partition) => ({ groupId: group.groupId, times: timeOf.get(partition), ...partition })));
  return table(rows, [
    { title: 'GROUP', value: (row) => row.groupId },
    { title: 'TOPIC', value: (row) => row.topic },
    { title: 'PARTITION', right: true, value: (row) => row.partition },
    { title: 'OLD-OFFSET', right: true, value: (row) => row.oldOffset },
    { title: 'NEW-OFFSET', right: true, value: (row) => row.newOffset },
    { title: 'DIFFERENCE', right: true, value: (row) => (row.newOffset === null || row.oldOffset === null ? null : row.newOffset - row.oldOffset) },
    { title: 'LOG-START-OFFSET', right: true, value: (row) => row.logStartOffset },
    { title: 'LOG-END-OFFSET', right: true, value: (row) => row.logEndOffset },
    ...(times === null
      ? []
      : [
          { title: 'OLD-TIME', value: (row: (typeof rows)[number]) => isoOf(row.times?.oldAt) },
          { title: 'NEW-TIME', value: (row: (typeof rows)[number]) => isoOf(row.times?.newAt) },
        ]),
    { title: 'NOTE', value: noteOf },
  ]);
}

/** Times of each partition, which are in the order of the plan. */
export function timesOf({ groups }: ResetPlan, times: PlanTimes | null): ReadonlyMap<PlannedPartition, PositionTimes> {
  return new Map(groups.flatMap(({ partitions }) => partitions).flatMap((partition, index) => (times?.times[index] === undefined ? [] : [[partition, times.times[index]]])));
}

/** Null: there is no record, it has no time, or it could not be read. */
export function isoOf(at: number | null | undefined): string | null {
  return at === null || at === undefined ? null : new Date(at).toISOString();
}

function noteOf(partition: PlannedPartition): string {
  const { clamped, warnings, problem, removesCommit } = partition;
  if (problem !== null) return 'left as it is';
  return [...(removesCommit ? ['the commit is removed'] : []), ...(clamped === null ? [] : [`clamped ${clamped}`]), ...warnings.map((warning) => (warning === 'moved-since' ? movedSinceText(partition) : warning))].join(', ');
}

export function resultText(result: Extract<ResetResult, { kind: 'done' }>): string {
  const rows = result.groups.flatMap(({ groupId, outcomes }) => outcomes.map((outcome) => ({ groupId, ...outcome })));
  const body = table(rows, [
    { title: 'GROUP', value: (row) => row.groupId },
    { title: 'TOPIC', value: (row) => row.topic },
    { title: 'PARTITION', right: true, value: (row) => row.partition },
    { title: 'NEW-OFFSET', right: true, value: (row) => row.newOffset },
    { title: 'READ-BACK', right: true, value: (row) => row.readBack },
    { title: 'STATUS', value: (row) => row.status },
  ]);
  const isChanged = rows.some(({ status, oldOffset, newOffset }) => oldOffset !== newOffset && (status === 'applied' || status === 'reverted' || status === 'unknown'));
  return `\n${body}\n\n${isChanged ? `To take it back: undo ${result.operationId}` : 'Nothing was changed.'}`;
}

/** One sentence: what is committed now, and who may have done it. */
export function movedBackText({ groupId, topic, partition, applied, now, members }: MovedBack): string {
  const who = members.length === 0 ? 'by something that is no member (a consumer that assigns its partitions itself, or a tool)' : `by ${members.map(({ clientId, host }) => `${displayName(clientId, 80)} at ${displayName(host, 80)}`).slice(0, 5).join(', ')}${members.length > 5 ? ` or ${formatCounted(members.length - 5, 'other')}` : ''}`;
  return `${displayName(topic, 249)}-${partition} of ${displayName(groupId, 249)} was moved back ${who}: ${applied ?? 'none'} was applied, ${now ?? 'none'} is committed now.`;
}

/** As Kafka's own tool exports: three columns where one group was named, else four with the group. What cannot be planned is left out. */
export function exportText({ groups }: ResetPlan, columns: 'one-group' | 'groups'): string {
  return groups
    .flatMap(({ groupId, partitions }) => partitions.flatMap(({ topic, partition, newOffset }) => (newOffset === null ? [] : [offsetLine(columns === 'groups' ? groupId : null, topic, partition, newOffset)])))
    .join('\n');
}
