import type { ClusterSettings } from '../../shared/contract';
import type { Failure } from '../../shared/failure';
import { invoke } from '../bridge';

/** Each returns null when it worked, else why not. */
export async function setPaused(profileId: string, paused: boolean): Promise<Failure | null> {
  return failureOf(() => invoke('clusters:setPaused', { profileId, paused }));
}

export async function retryNow(profileId: string): Promise<Failure | null> {
  return failureOf(() => invoke('clusters:retryNow', { profileId }));
}

export async function updateCluster(profileId: string, settings: Partial<ClusterSettings>): Promise<Failure | null> {
  return failureOf(() => invoke('clusters:update', { profileId, settings }));
}

export async function removeCluster(profileId: string): Promise<Failure | null> {
  return failureOf(() => invoke('clusters:remove', { profileId }));
}

async function failureOf(act: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly failure: Failure }>): Promise<Failure | null> {
  try {
    const result = await act();
    return result.ok ? null : result.failure;
  } catch (error) {
    return { scope: 'window', code: 'NOT_DONE', message: `It was not done: ${error instanceof Error ? error.message : String(error)}` };
  }
}
