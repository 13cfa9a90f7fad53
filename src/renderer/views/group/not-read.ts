import type { GroupDetail } from '../../../shared/group';
import { VERDICT_LEVEL } from '../../../shared/verdict';
import { formatCounted } from '../../../shared/text';
import { hasNoCommit } from './uncommitted';

/** One thing that could not be learnt, or partitions that could not be read for one reason, ready to be listed. `code` null: none was given. */
export interface Unread {
  readonly scope: string;
  readonly code: string | null;
  readonly message: string;
  /** Partitions whose lag is unknown for this reason; 1 where it is about something else. */
  readonly count: number;
}

/** Everything about a group that could not be learnt: its failures, then what no failure explains. Empty: all was read. */
export function notRead(detail: GroupDetail): readonly Unread[] {
  const lags = unknownLags(detail);
  const failures = detail.failures.map((failure) => ({ ...failure, count: failure.scope.startsWith('partition') ? (lags.get(failure.message) ?? 1) : 1 }));
  const told = new Set(failures.map(({ message }) => message));
  const rest: Unread[] = [...lags].flatMap(([message, count]) => (told.has(message) ? [] : [{ scope: `lag of ${formatCounted(count, 'partition')}`, code: null, message, count }]));
  if (detail.members === null && failures.length === 0) rest.push({ scope: 'members', code: null, message: 'The group could not be described: its members are not known.', count: 1 });
  if (failures.length + rest.length === 0 && VERDICT_LEVEL[detail.verdict.verdict] === 'unknown') rest.push({ scope: 'group', code: null, message: detail.verdict.sentence, count: 1 });
  return [...failures, ...rest];
}

export function countUnread(unread: readonly Unread[]): number {
  return unread.reduce((sum, { count }) => sum + count, 0);
}

/** How many partitions' lag could not be read, by their reason. */
function unknownLags(detail: GroupDetail): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  detail.columns.lag.forEach((lag, row) => {
    if (!Number.isNaN(lag) || hasNoCommit(detail, row)) return;
    const reason = detail.reasons[detail.columns.reason[row]!] ?? 'No reason is known.';
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  });
  return counts;
}
