import type { GroupDetail } from '../../../shared/group';
import { VERDICT_LEVEL } from '../../../shared/verdict';
import { formatCounted } from '../../format/format-count';
import { hasNoCommit } from './uncommitted';

/** One thing that could not be learnt, ready to be listed. `code` null: none was given. */
export interface Unread {
  readonly scope: string;
  readonly code: string | null;
  readonly message: string;
}

/** Everything about a group that could not be learnt: its failures, then what no failure explains. Empty: all was read. */
export function notRead(detail: GroupDetail): readonly Unread[] {
  const told = new Set(detail.failures.map(({ message }) => message));
  const rest = unknownLags(detail).filter(({ message }) => !told.has(message));
  if (detail.members === null && detail.failures.length === 0) rest.push({ scope: 'members', code: null, message: 'The group could not be described: its members are not known.' });
  if (detail.failures.length + rest.length === 0 && VERDICT_LEVEL[detail.verdict.verdict] === 'unknown') rest.push({ scope: 'group', code: null, message: detail.verdict.sentence });
  return [...detail.failures, ...rest];
}

/** Partitions whose lag could not be read, together by their reason. */
function unknownLags(detail: GroupDetail): Unread[] {
  const counts = new Map<string, number>();
  detail.columns.lag.forEach((lag, row) => {
    if (!Number.isNaN(lag) || hasNoCommit(detail, row)) return;
    const reason = detail.reasons[detail.columns.reason[row]!] ?? 'No reason is known.';
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  });
  return [...counts].map(([message, count]) => ({ scope: `lag of ${formatCounted(count, 'partition')}`, code: null, message }));
}
