import type { Health } from '../groups/health';
import { VERDICT_LEVEL, type Verdict } from '../../shared/verdict';
import type { GroupRecord } from './group-record';

/** A verdict that ended, and how long it had held. Epoch ms. */
export interface PastVerdict {
  readonly verdict: Verdict;
  readonly since: number;
  readonly until: number;
}

/** A verdict that comes back within this time is the same one: lag that goes by steps looks now this way, now that. */
const SAME_VERDICT_MS = 120_000;
/** Their beginning is read off the partitions themselves. */
const OF_PARTITIONS: ReadonlySet<Verdict> = new Set(['stopped', 'stalled', 'not-committing']);

/** Takes over a verdict, with the time at which it began. That one is OK again began with the end of what was wrong. */
export function takeVerdict(record: GroupRecord, health: Health, now: number): void {
  const { verdict } = health;
  const before = record.health.verdict;
  if (verdict !== before && record.verdictSince !== null) {
    const past = record.pastVerdicts.filter((each) => each.verdict !== before && now - each.until < SAME_VERDICT_MS);
    record.pastVerdicts = [...past, { verdict: before, since: record.verdictSince, until: now }];
  }
  record.verdictSince = OF_PARTITIONS.has(verdict) ? (health.since ?? now) : (beganAt(record, verdict, now) ?? health.since ?? now);
  record.health = health;
}

function beganAt(record: GroupRecord, verdict: Verdict, now: number): number | null {
  if (verdict === record.health.verdict) return record.verdictSince;
  if (VERDICT_LEVEL[verdict] === 'ok') return null;
  return record.pastVerdicts.find((past) => past.verdict === verdict && now - past.until < SAME_VERDICT_MS)?.since ?? null;
}
