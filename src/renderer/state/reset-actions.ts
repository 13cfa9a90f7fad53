import type { DeletionPlan, DeletionResult, DeletionWish } from '../../shared/deletion';
import type { PlanTimes } from '../../shared/plan-times';
import type { ResetPlan, ResetRequest, ResetResult } from '../../shared/reset';
import { failed, succeeded, type Result } from '../../shared/result';
import { invoke } from '../bridge';
import { caught } from './caught';
import { noteWrites } from './writes';

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

export function planRetry(profileId: string, planId: string): Promise<Result<ResetPlan>> {
  return caught(() => invoke('offsets:planRetry', { profileId, planId }));
}

export function planDeletion(profileId: string, wish: DeletionWish): Promise<Result<DeletionPlan>> {
  return caught(() => invoke('offsets:planDeletion', { profileId, wish }));
}

/** Unlocks if need be, then carries the plan out. */
export function executeReset(profileId: string, planId: string, confirmation: Confirmation): Promise<Result<ResetResult>> {
  const { reason, typed } = confirmation;
  return whenUnlocked(profileId, confirmation, () => invoke('offsets:execute', { profileId, planId, reason, typed }));
}

/** The same for a deletion. */
export function executeDeletion(profileId: string, planId: string, confirmation: Confirmation): Promise<Result<DeletionResult>> {
  const { reason, typed } = confirmation;
  return whenUnlocked(profileId, confirmation, () => invoke('offsets:executeDeletion', { profileId, planId, reason, typed }));
}

/** Unlocks if need be, then acts. Where the engine ends meanwhile it may be done, wholly or in part: that is not called undone. */
export function whenUnlocked<Value>(profileId: string, { reason, typed, expected }: Confirmation, act: () => Promise<Result<Value>>): Promise<Result<Value>> {
  return caught(async () => {
    const { remainingMs } = await invoke('writes:read', { profileId });
    if (remainingMs === 0) {
      const unlocked = await invoke('writes:unlock', { profileId, reason, typed, expected });
      if (!unlocked.ok) return unlocked;
      noteWrites(profileId, unlocked.value);
    }
    try {
      return await act();
    } catch (error) {
      return failed({ scope: 'window', code: 'OUTCOME_UNKNOWN', message: `Nobody knows how much of it was done. ${error instanceof Error ? error.message : String(error)} Before you repeat it, look at the changes: what was begun is listed there as cut off, and can be read back.` });
    }
  });
}

export async function cancelReset(profileId: string, planId: string): Promise<void> {
  await caught(async () => succeeded(await invoke('offsets:cancel', { profileId, planId })));
}

/** Epoch ms of the records at a plan's old and new positions; a few seconds of reading. */
export function readPlanTimes(profileId: string, planId: string): Promise<Result<PlanTimes>> {
  return caught(() => invoke('offsets:readTimes', { profileId, planId }));
}

export async function cancelPlanTimes(profileId: string): Promise<void> {
  await caught(async () => succeeded(await invoke('offsets:cancelTimes', { profileId })));
}
