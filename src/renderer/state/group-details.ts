import { useEffect, useState } from 'react';
import type { Failure } from '../../shared/failure';
import type { GroupDetail } from '../../shared/group';
import { invoke } from '../bridge';

/** Several groups, read once; those that could not be read are in `failures`, with the reason. */
export interface GroupDetails {
  readonly details: readonly GroupDetail[];
  readonly failures: readonly Failure[];
}

const AT_ONCE = 8;

/** Null while they are being read. `groupIds` must be the same array from one render to the next. */
export function useGroupDetails(profileId: string, groupIds: readonly string[]): GroupDetails | null {
  const [known, setKnown] = useState<GroupDetails | null>(null);
  useEffect(() => {
    let gone = false;
    setKnown(null);
    void readAll(profileId, groupIds, () => gone).then((read) => gone || setKnown(read));
    return () => {
      gone = true;
    };
  }, [profileId, groupIds]);
  return known;
}

async function readAll(profileId: string, groupIds: readonly string[], isGone: () => boolean): Promise<GroupDetails> {
  const details: GroupDetail[] = [];
  const failures: Failure[] = [];
  for (let from = 0; from < groupIds.length && !isGone(); from += AT_ONCE) {
    await Promise.all(groupIds.slice(from, from + AT_ONCE).map(async (groupId) => {
      const read = await invoke('group:read', { profileId, groupId }).catch((error: unknown) => ({ ok: false as const, failure: { scope: `group ${groupId}`, code: 'NOT_READ', message: String(error) } }));
      if (read.ok) details.push(read.value);
      else failures.push(read.failure);
    }));
  }
  return { details, failures };
}
