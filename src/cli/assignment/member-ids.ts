import { displayName } from '../../shared/display-name';
import type { GroupDetail } from '../../shared/group';
import { failed, succeeded, type Result } from '../../shared/result';

/** Member ids of members that are named by them, or by an instance id or client id that only one has. A name that nobody has stays as it is; one that several have is a failure. */
export function memberIdsOf({ groupId, members }: Pick<GroupDetail, 'groupId' | 'members'>, names: readonly string[]): Result<readonly string[]> {
  const known = members ?? [];
  const memberIds: string[] = [];
  for (const name of names) {
    const named = known.some(({ memberId }) => memberId === name) ? [] : known.filter(({ groupInstanceId, clientId }) => groupInstanceId === name || clientId === name);
    if (named.length > 1) return failed({ scope: `group ${groupId}`, code: 'SEVERAL_MEMBERS', message: `${named.length} of its members are called ${displayName(name, 120)}: give a member id, as assignment lists them.` });
    memberIds.push(named[0]?.memberId ?? name);
  }
  return succeeded(memberIds);
}
