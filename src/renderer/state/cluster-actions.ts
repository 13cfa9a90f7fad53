import type { ClusterSettings } from '../../shared/contract';
import type { Failure } from '../../shared/failure';
import { failed, succeeded, type Result } from '../../shared/result';
import { invoke } from '../bridge';
import { expectCluster } from './clusters';

/** The new cluster's profileId, or why it was not added. */
export async function addCluster(settings: ClusterSettings): Promise<Result<string>> {
  try {
    const result = await invoke('clusters:add', settings);
    if (!result.ok) return result;
    expectCluster(result.value.profileId);
    return succeeded(result.value.profileId);
  } catch (error) {
    return failed(notDone(error));
  }
}

/** Asks the person for a client.properties file; null when none was chosen, else its path or why not. */
export async function chooseCommandConfig(): Promise<Result<string | null>> {
  try {
    return succeeded(await invoke('files:chooseCommandConfig', undefined));
  } catch (error) {
    return failed(notDone(error));
  }
}

/** Each of these returns null when it worked, else why not. */
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
    return notDone(error);
  }
}

function notDone(error: unknown): Failure {
  return { scope: 'window', code: 'NOT_DONE', message: `It was not done: ${error instanceof Error ? error.message : String(error)}` };
}
