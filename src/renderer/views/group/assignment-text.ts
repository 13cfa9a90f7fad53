import type { TopicPartitions } from '../../../shared/group';
import { displayName } from '../../../shared/display-name';

/** `orders 0–2, 5; refunds 1`, ready for the screen; empty text for nothing. */
export function assignmentText(assignment: readonly TopicPartitions[]): string {
  return assignment
    .filter(({ partitions }) => partitions.length > 0)
    .map(({ topic, partitions }) => `${displayName(topic, 80)} ${partitionRanges(partitions)}`)
    .join('; ');
}

/** `0–2, 5`; ranges from three in a row on would hide nothing, so two stay `0, 1`. */
export function partitionRanges(partitions: readonly number[]): string {
  const sorted = [...partitions].sort((left, right) => left - right);
  const parts: string[] = [];
  let start = 0;
  for (let index = 1; index <= sorted.length; index += 1) {
    if (sorted[index] === sorted[index - 1]! + 1) continue;
    const first = sorted[start]!;
    const last = sorted[index - 1]!;
    if (last - first >= 2) parts.push(`${first}–${last}`);
    else for (let at = start; at < index; at += 1) parts.push(String(sorted[at]));
    start = index;
  }
  return parts.join(', ');
}

export function countPartitions(assignment: readonly TopicPartitions[]): number {
  let count = 0;
  for (const { partitions } of assignment) count += partitions.length;
  return count;
}

/** What the target has and the assignment lacks: partitions on their way to the member. */
export function missingFrom(assignment: readonly TopicPartitions[], target: readonly TopicPartitions[]): TopicPartitions[] {
  const held = new Map(assignment.map(({ topic, partitions }) => [topic, new Set(partitions)]));
  return target
    .map(({ topic, partitions }) => ({ topic, partitions: partitions.filter((partition) => held.get(topic)?.has(partition) !== true) }))
    .filter(({ partitions }) => partitions.length > 0);
}
