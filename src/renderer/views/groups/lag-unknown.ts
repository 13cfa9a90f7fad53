import type { Verdict } from '../../../shared/verdict';
import type { NotCounted } from '../../format/lag-bound';

/** Why a group's lag is not known, as far as its verdict says. */
export function whyLagUnknown(verdict: Verdict): string {
  if (verdict === 'not-committing') return 'nothing committed, so there is no lag to count';
  if (verdict === 'no-permission') return 'not allowed to read its offsets';
  return 'its offsets could not be read';
}

/** Of such a group one age, or one course of its lag, would tell of the part that was read only. */
export function isReadInPart(verdict: Verdict, { unknownPartitions }: NotCounted): boolean {
  return verdict === 'unknown' && unknownPartitions > 0;
}

export const READ_IN_PART = 'some of its partitions could not be read with the others';
