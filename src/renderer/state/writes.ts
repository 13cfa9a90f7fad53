import { useEffect } from 'react';
import type { WriteState } from '../../shared/contract';
import type { Failure } from '../../shared/failure';
import { invoke } from '../bridge';
import { useCluster } from './clusters';
import { createStore, useStore } from './store';

interface Writes {
  /** Epoch ms until which changes are unlocked; 0 = read-only. */
  readonly unlockedUntil: number;
  /** Why nothing can be changed, however it is unlocked; null: it can. */
  readonly unavailable: Failure | null;
  /** What was given with the last change, and what it changed; empty: nothing. Of the same it is not asked for twice while changes are unlocked. */
  readonly reason: { readonly of: string; readonly text: string };
}

const NO_REASON = { of: '', text: '' } as const;
const READ_ONLY: Writes = { unlockedUntil: 0, unavailable: null, reason: NO_REASON };
const known = createStore<ReadonlyMap<string, Writes>>(new Map());

/** Whether a cluster may be changed; asked for again whenever it is looked at, and when its settings were changed: it is locked then. */
export function useWrites(profileId: string): Writes {
  const { environment, bootstrapServers, commandConfig } = useCluster(profileId)?.profile ?? {};
  useEffect(() => {
    void invoke('writes:read', { profileId }).then((state) => noteWrites(profileId, state), () => undefined);
  }, [profileId, environment, bootstrapServers, commandConfig]);
  return useStore(known).get(profileId) ?? READ_ONLY;
}

export function noteWrites(profileId: string, { remainingMs, unavailable }: WriteState): void {
  note(profileId, { unlockedUntil: remainingMs === 0 ? 0 : Date.now() + remainingMs, unavailable, ...(remainingMs === 0 ? { reason: NO_REASON } : {}) });
}

/** Keeps a reason for the next change of the same group (or groups, by whatever is to be typed for them), until changes are locked again. */
export function keepReason(profileId: string, of: string, text: string): void {
  note(profileId, { reason: { of, text } });
}

function note(profileId: string, part: Partial<Writes>): void {
  known.set(new Map(known.get()).set(profileId, { ...(known.get().get(profileId) ?? READ_ONLY), ...part }));
}

/** Back to read-only. */
export async function lockWrites(profileId: string): Promise<void> {
  noteWrites(profileId, await invoke('writes:lock', { profileId }));
}
