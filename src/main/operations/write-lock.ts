import type { ClusterProfile, Environment } from '../../shared/cluster';
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

/** Of a cluster, what it is unlocked for: changed settings may lead somewhere else. */
type Unlockable = Pick<ClusterProfile, 'environment' | 'bootstrapServers' | 'commandConfig'>;

/** Whether one cluster may be changed: never, until it is unlocked for a quarter of an hour. */
export class WriteLock {
  private unlockedFor = '';
  /** Monotonic ms: a clock set back does not lengthen it. */
  private until = -Infinity;
  /** Epoch ms: the monotonic clock may stand still while the computer sleeps. */
  private untilAt = -Infinity;

  unlock(cluster: Unlockable): void {
    this.unlockedFor = settingsOf(cluster);
    this.until = performance.now() + UNLOCKED_FOR_MS;
    this.untilAt = Date.now() + UNLOCKED_FOR_MS;
  }

  lock(): void {
    this.until = -Infinity;
  }

  /** Milliseconds; 0 when locked, as it is again when the cluster's settings are changed. */
  remainingMs(cluster: Unlockable): number {
    return this.unlockedFor === settingsOf(cluster) ? Math.max(0, Math.min(this.until - performance.now(), this.untilAt - Date.now())) : 0;
  }
}

function settingsOf({ environment, bootstrapServers, commandConfig }: Unlockable): string {
  return JSON.stringify([environment, bootstrapServers, commandConfig]);
}

function refusal(code: string, message: string): Failure {
  return { scope: 'cluster', code, message };
}
