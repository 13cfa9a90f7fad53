import { whyNotConfirmed } from '../../main/operations/write-lock';
import type { ClusterProfile } from '../../shared/cluster';
import { displayName } from '../../shared/display-name';
import type { Failure } from '../../shared/failure';
import { wholeNumber } from '../arguments';
import { UsageError } from '../usage';

/** How a change is made. */
export interface ChangeOptions {
  readonly execute: boolean;
  readonly json: boolean;
  readonly reason: string;
  /** What was given to confirm; null: nothing. */
  readonly confirm: string | null;
  /** How long what was applied is looked at again; 0: only once, at once. */
  readonly watchMs: number;
}

export const CHANGE_OPTIONS = {
  'dry-run': { type: 'boolean' },
  execute: { type: 'boolean' },
  json: { type: 'boolean' },
  reason: { type: 'string' },
  confirm: { type: 'string' },
} as const;

export const WATCH_OPTION = { watch: { type: 'string' } } as const;

interface Values {
  readonly 'dry-run'?: boolean | undefined;
  readonly execute?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly confirm?: string | undefined;
  readonly watch?: string | undefined;
}

/** Throws UsageError. */
export function changeOf(values: Values): ChangeOptions {
  if (values.execute === true && values['dry-run'] === true) throw new UsageError('Give --execute or --dry-run, not both.');
  const seconds = wholeNumber('watch', values.watch, 0, 3_600) ?? 0;
  if (seconds > 0 && values.execute !== true) throw new UsageError('--watch looks at what was applied: give it with --execute.');
  return { execute: values.execute === true, json: values.json === true, reason: values.reason ?? '', confirm: values.confirm ?? null, watchMs: seconds * 1_000 };
}

/** Why a saved cluster's environment does not allow a change of these groups as it was given; null: it does. A cluster given by its address has no guards. */
export function whyGuarded(saved: ClusterProfile | null, groupIds: readonly string[], { reason, confirm }: ChangeOptions): Failure | null {
  if (saved === null) return null;
  const expected = groupIds.length === 1 ? (groupIds[0] ?? '') : saved.name;
  const refusal = whyNotConfirmed(saved.environment, { reason, typed: confirm ?? '', expected });
  if (refusal === null) return null;
  const advice = refusal.code === 'REASON_MISSING' ? 'Give --reason TEXT.' : `Give --confirm ${groupIds.length === 1 ? 'with the name of the group' : 'with the name of the cluster, as several groups are changed'}: ${displayName(expected, 300)}`;
  return { ...refusal, message: refusal.code === 'REASON_MISSING' ? `${refusal.message} ${advice}` : `Nothing was changed: this is a ${saved.environment} cluster. ${advice}` };
}
