import type { Environment } from '../../shared/cluster';
import type { Failure } from '../../shared/failure';
import { UNLOCKED_FOR_MS, UNLOCK_NEEDS } from '../../shared/writes';

export interface UnlockWish {
  readonly environment: Environment;
  /** Why, in the operator's words. */
  readonly reason: string;
  /** What was typed to confirm, and what it must equal. */
  readonly typed: string;
  readonly groupId: string;
}

/** Whether one cluster may be changed: never, until it is unlocked for a quarter of an hour. */
export class WriteLock {
  /** Monotonic ms, so that a clock set back does not lengthen it. */
  private until = -Infinity;
  reason = '';

  /** Null: unlocked. */
  unlock({ environment, reason, typed, groupId }: UnlockWish): Failure | null {
    const needs = UNLOCK_NEEDS[environment];
    if (needs.reason && reason.trim() === '') return refusal('REASON_MISSING', `Changing a ${environment} cluster needs a reason: it goes into the audit.`);
    if (needs.groupName && typed !== groupId) return refusal('NAME_NOT_TYPED', 'The name that was typed is not that of the group.');
    this.until = performance.now() + UNLOCKED_FOR_MS;
    this.reason = reason.trim();
    return null;
  }

  lock(): void {
    this.until = -Infinity;
  }

  get isUnlocked(): boolean {
    return performance.now() < this.until;
  }

  /** Milliseconds; 0 when locked. */
  get remainingMs(): number {
    return Math.max(0, this.until - performance.now());
  }
}

function refusal(code: string, message: string): Failure {
  return { scope: 'cluster', code, message };
}
