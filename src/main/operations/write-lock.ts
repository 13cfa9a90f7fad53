import type { Environment } from '../../shared/cluster';
import type { Failure } from '../../shared/failure';
import { isTypedName, UNLOCKED_FOR_MS, UNLOCK_NEEDS } from '../../shared/writes';

/** What an operator gives to be let through. */
export interface Confirmation {
  /** Why, in their words; it goes into the audit. */
  readonly reason: string;
  /** What was typed, and what it must equal. */
  readonly typed: string;
  readonly expected: string;
}

/** Why this does not suffice in such an environment; null: it does. */
export function whyNotConfirmed(environment: Environment, { reason, typed, expected }: Confirmation): Failure | null {
  const needs = UNLOCK_NEEDS[environment];
  if (needs.reason && reason.trim() === '') return refusal('REASON_MISSING', `Changing a ${environment} cluster needs a reason: it goes into the audit.`);
  if (needs.groupName && !isTypedName(typed, expected)) return refusal('NAME_NOT_TYPED', 'The name that was typed is not the one asked for.');
  return null;
}

/** Whether one cluster may be changed: never, until it is unlocked for a quarter of an hour. */
export class WriteLock {
  /** Monotonic ms, so that a clock set back does not lengthen it. */
  private until = -Infinity;

  unlock(): void {
    this.until = performance.now() + UNLOCKED_FOR_MS;
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
