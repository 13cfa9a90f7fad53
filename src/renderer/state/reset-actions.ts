import { failed, type Result } from '../../shared/result';
import type { ResetPlan, ResetRequest, ResetResult } from '../../shared/reset';
import { invoke } from '../bridge';
import { noteUnlocked } from './writes';

/** What is typed and said to confirm; `expected` is what `typed` must equal where that is asked for. */
export interface Confirmation {
  readonly reason: string;
  readonly typed: string;
  readonly expected: string;
}

export function planReset(profileId: string, request: ResetRequest): Promise<Result<ResetPlan>> {
  return caught(() => invoke('offsets:plan', { profileId, request }));
}

export function planUndo(profileId: string, operationId: string): Promise<Result<ResetPlan>> {
  return caught(() => invoke('offsets:planUndo', { profileId, operationId }));
}

/** Unlocks if need be, then carries the plan out. */
export async function executeReset(profileId: string, planId: string, { reason, typed, expected }: Confirmation): Promise<Result<ResetResult>> {
  return caught(async () => {
    const { remainingMs } = await invoke('writes:read', { profileId });
    if (remainingMs === 0) {
      const unlocked = await invoke('writes:unlock', { profileId, reason, typed, expected });
      if (!unlocked.ok) return unlocked;
      noteUnlocked(profileId, unlocked.value.remainingMs);
    }
    return invoke('offsets:execute', { profileId, planId, reason, typed });
  });
}

export async function cancelReset(profileId: string, planId: string): Promise<void> {
  await caught(async () => ({ ok: true as const, value: await invoke('offsets:cancel', { profileId, planId }) }));
}

async function caught<Value>(act: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await act();
  } catch (error) {
    return failed({ scope: 'window', code: 'NOT_DONE', message: `It was not done: ${error instanceof Error ? error.message : String(error)}` });
  }
}
