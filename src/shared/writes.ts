import type { Environment } from './cluster';
import { displayName } from './display-name';

/** What it takes to unlock changes on a cluster, by its environment. */
export const UNLOCK_NEEDS = {
  development: { reason: false, groupName: false },
  test: { reason: false, groupName: false },
  staging: { reason: true, groupName: false },
  production: { reason: true, groupName: true },
} as const satisfies Record<Environment, { readonly reason: boolean; readonly groupName: boolean }>;

/** Whether a name was typed as it is, or (what no keyboard has) as it is shown. */
export function isTypedName(typed: string, expected: string): boolean {
  return typed === expected || typed === displayName(expected, Infinity);
}

export const UNLOCKED_FOR_MS = 15 * 60_000;
export const PLAN_LIFE_MS = { development: 10 * 60_000, test: 10 * 60_000, staging: 10 * 60_000, production: 2 * 60_000 } as const satisfies Record<Environment, number>;
