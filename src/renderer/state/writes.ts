import { useEffect } from 'react';
import type { WriteState } from '../../shared/contract';
import type { Failure } from '../../shared/failure';
import { invoke } from '../bridge';
import { createStore, useStore } from './store';

interface Writes {
  /** Epoch ms until which changes are unlocked; 0 = read-only. */
  readonly unlockedUntil: number;
  /** Why nothing can be changed, however it is unlocked; null: it can. */
  readonly unavailable: Failure | null;
}

const READ_ONLY: Writes = { unlockedUntil: 0, unavailable: null };
const known = createStore<ReadonlyMap<string, Writes>>(new Map());

/** Whether a cluster may be changed; asked for again whenever it is looked at. */
export function useWrites(profileId: string): Writes {
  useEffect(() => {
    void invoke('writes:read', { profileId }).then((state) => noteWrites(profileId, state), () => undefined);
  }, [profileId]);
  return useStore(known).get(profileId) ?? READ_ONLY;
}

export function noteWrites(profileId: string, { remainingMs, unavailable }: WriteState): void {
  known.set(new Map(known.get()).set(profileId, { unlockedUntil: remainingMs === 0 ? 0 : Date.now() + remainingMs, unavailable }));
}

/** Back to read-only. */
export async function lockWrites(profileId: string): Promise<void> {
  noteWrites(profileId, await invoke('writes:lock', { profileId }));
}
