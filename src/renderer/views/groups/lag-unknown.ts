import type { Verdict } from '../../../shared/verdict';

/** Why a group's lag is not known, as far as its verdict says. */
export function whyLagUnknown(verdict: Verdict): string {
  if (verdict === 'not-committing') return 'nothing committed, so there is no lag to count';
  if (verdict === 'no-permission') return 'not allowed to read its offsets';
  return 'its offsets could not be read';
}
