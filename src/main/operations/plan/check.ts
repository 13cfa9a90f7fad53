import type { Failure } from '../../../shared/failure';
import { isToBeChanged } from '../../../shared/planned-change';
import type { PlannedGroup, PlannedPartition, ResetPlan } from '../../../shared/reset';
import { TopicPartitionMap } from '../read/topic-partition-map';
import { whyAnotherCluster } from './plan-failures';

/**
 * What is different between a plan and the same request planned again now, in the groups that it changes; empty: it may be applied as it
 * is. Log ends move all the time: they count only where they change where a partition goes.
 */
export function driftBetween(plan: ResetPlan, now: ResetPlan): readonly Failure[] {
  const elsewhere = whyAnotherCluster(plan, now);
  if (elsewhere !== null) return [elsewhere];
  const current = new Map(now.groups.map((group) => [group.groupId, group]));
  return plan.groups.flatMap((group) => {
    const found = current.get(group.groupId);
    return found === undefined || !isToBeChanged(group) ? [] : groupDrift(group, found);
  });
}

function groupDrift(planned: PlannedGroup, now: PlannedGroup): readonly Failure[] {
  const scope = `group ${planned.groupId}`;
  const drift: Failure[] = [];
  const say = (code: string, message: string): void => void drift.push({ scope, code, message });
  if (now.refusal !== null && planned.refusal === null) drift.push(now.refusal);
  if (planned.groupType !== now.groupType) say('TYPE_CHANGED', `${planned.groupId} was a ${planned.groupType ?? 'new'} group and is ${now.groupType ?? 'gone'} now.`);
  else if (planned.groupState !== now.groupState && now.refusal === null) say('STATE_CHANGED', `${planned.groupId} was ${planned.groupState ?? 'absent'} and is ${now.groupState ?? 'absent'} now.`);
  if (planned.groupEpoch !== null && now.groupEpoch !== null && planned.groupEpoch !== now.groupEpoch && now.refusal === null) say('EPOCH_CHANGED', `The epoch of ${planned.groupId} was ${planned.groupEpoch} and is ${now.groupEpoch} now: a member came or left since.`);
  const partitions = new TopicPartitionMap<PlannedPartition>();
  for (const partition of now.partitions) partitions.set(partition.topic, partition.partition, partition);
  for (const before of planned.partitions) {
    const name = `${before.topic}-${before.partition}`;
    const found = partitions.get(before.topic, before.partition);
    if (found === undefined) say('PARTITION_GONE', `${name} is no longer in the scope of ${planned.groupId}.`);
    else if (before.topicId !== null && found.topicId !== null && before.topicId !== found.topicId) say('TOPIC_RECREATED', `${before.topic} was deleted and created again since: its offsets begin anew.`);
    else if (found.problem !== null && before.problem === null) say(found.problem.code, `${name} of ${planned.groupId} could be planned before. ${found.problem.message}`);
    else if (found.oldOffset !== before.oldOffset) say('OFFSET_MOVED', `The committed offset of ${planned.groupId} for ${name} was ${text(before.oldOffset)} and is ${text(found.oldOffset)} now.`);
    else if (before.newOffset !== null && found.logStartOffset !== null && before.newOffset < found.logStartOffset) say('LOG_START_MOVED', `The log of ${name} begins at ${found.logStartOffset} now, after the planned offset ${before.newOffset}.`);
    else if (before.newOffset !== null && found.logEndOffset !== null && before.newOffset > found.logEndOffset) say('LOG_END_MOVED', `The log of ${name} ends at ${found.logEndOffset} now, before the planned offset ${before.newOffset}.`);
  }
  return drift;
}

function text(offset: number | null): string {
  return offset === null ? 'none' : String(offset);
}
