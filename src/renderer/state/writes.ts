import { invoke } from '../bridge';
import { createStore, useStore } from './store';

/** By profile: epoch ms until which its cluster may be changed. */
const unlockedUntil = createStore<ReadonlyMap<string, number>>(new Map());

/** Epoch ms until which changes are unlocked; 0 = read-only. */
export function useUnlockedUntil(profileId: string): number {
  return useStore(unlockedUntil).get(profileId) ?? 0;
}

export function noteUnlocked(profileId: string, remainingMs: number): void {
  unlockedUntil.set(new Map(unlockedUntil.get()).set(profileId, remainingMs === 0 ? 0 : Date.now() + remainingMs));
}

/** Back to read-only. */
export async function lockWrites(profileId: string): Promise<void> {
  noteUnlocked(profileId, (await invoke('writes:lock', { profileId })).remainingMs);
}
