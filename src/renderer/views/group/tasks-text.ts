import type { StreamsTasks, SubtopologyTasks } from '../../../shared/group';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';

/** How many of each kind a member of a streams group has: `2 active, 1 standby`. */
export function tasksText(tasks: StreamsTasks | undefined): string {
  if (tasks === undefined) return '';
  const parts = (['active', 'standby', 'warmup'] as const).flatMap((kind) => {
    const count = tasks[kind].reduce((sum, { partitions }) => sum + partitions.length, 0);
    return count === 0 ? [] : [`${formatCount(count)} ${kind}`];
  });
  return parts.length === 0 ? 'none' : parts.join(', ');
}

/** As Kafka Streams writes them: `0_3` is partition 3 of subtopology 0. Ready for the screen. */
export function taskNames(tasks: readonly SubtopologyTasks[]): readonly string[] {
  return tasks.flatMap(({ subtopologyId, partitions }) => partitions.map((partition) => `${displayName(subtopologyId, 40)}_${partition}`));
}
