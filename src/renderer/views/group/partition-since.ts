import type { GroupDetail } from '../../../shared/group';
import { VERDICTS } from '../../../shared/verdict';

export interface PartitionSince {
  /** Epoch ms; NaN: not known. */
  readonly since: number;
  /** It may have been so for longer: the group was so at our first sample. */
  readonly atLeast: boolean;
}

/** Since when a partition's verdict holds. It stands stopped no longer than its group, whenever its own lag began. */
export function partitionSince({ columns, verdict: group }: GroupDetail, row: number): PartitionSince {
  const own = columns.verdictSince[row]!;
  const since = group.since !== null && group.verdict === 'stopped' && VERDICTS[columns.verdict[row]!] === 'stopped' ? Math.max(own, group.since) : own;
  return { since, atLeast: group.atLeast && group.since !== null && since <= group.since };
}
