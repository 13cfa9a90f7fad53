import type { Failure } from '../../../shared/failure';
import type { ResolvedRequest, ResolvedTarget } from '../../../shared/reset';
import type { GroupReading } from '../read/read-groups';
import { formatCounted } from '../../../shared/text';

/** A group may be changed from outside only in these states; null: it does not exist. */
const IDLE_STATES: ReadonlySet<string | null> = new Set(['Empty', 'Dead', null]);

/** Why a group cannot be changed now, with so many partitions in the request's scope; null: it can. `followed`: the group whose position it is to take, if that is the target. */
export function groupRefusal({ groupId, groupType, groupState, members, failure }: GroupReading, partitions: number, request: ResolvedRequest, followed?: GroupReading): Failure | null {
  const scope = `group ${groupId}`;
  if (failure !== null) return failure;
  if (followed !== undefined && followed.failure !== null) return { ...followed.failure, scope, message: `The position of ${followed.groupId}, which it is to take, is not known. ${followed.failure.message}` };
  if (followed?.groupState === null) return { scope, code: 'GROUP_ID_NOT_FOUND', message: `There is no group ${followed.groupId} to take the position of.` };
  if (groupType === 'share' && [request.target, ...request.ownTargets.map(({ target }) => target)].some((target) => !isForShareGroups(target))) {
    return { scope, code: 'SHARE_TARGET', message: `${groupId} is a share group: it has start offsets, which are set to the log start, the log end, a time, or back to a snapshot. It has no position to go on from.` };
  }
  if (request.groupIds.length > 1 && request.target.kind === 'to-offsets' && request.target.offsets.some((offset) => offset.groupId === null)) {
    return { scope, code: 'FILE_NAMES_NO_GROUP', message: 'The file has offsets without a group (topic, partition, offset), which is only for one group; of several it needs group,topic,partition,offset.' };
  }
  if (groupState === null && !request.createGroups) return { scope, code: 'GROUP_ID_NOT_FOUND', message: `There is no group ${groupId}. To create it at these offsets, say so explicitly.` };
  if (members.length > 0 || !IDLE_STATES.has(groupState)) {
    return { scope, code: 'GROUP_HAS_MEMBERS', message: `${groupId} is ${groupState ?? 'in use'} with ${formatCounted(members.length, 'member')}. Kafka refuses to move the offsets of a group while it has members: stop them, and wait until it is Empty.` };
  }
  if (partitions === 0) return { scope, code: 'NOTHING_TO_DO', message: `Nothing of ${groupId} is in the scope: it has no ${groupType === 'share' ? 'start' : 'committed'} offset there.` };
  return null;
}

/** As kafka-share-groups.sh, and what Offsight itself has kept. */
function isForShareGroups(target: ResolvedTarget): boolean {
  return ['to-earliest', 'to-latest', 'to-datetime', 'by-duration'].includes(target.kind) || (target.kind === 'to-offsets' && target.origin !== 'file');
}
