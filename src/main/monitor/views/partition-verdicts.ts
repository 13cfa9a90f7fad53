import { LAG_STATES } from '../../../shared/lag';
import { verdictIndex, type Verdict } from '../../../shared/verdict';
import { STATE, type GroupRows } from '../../groups/group-rows';
import { isWorkedOn, stalledSince, uncommittedSince } from '../../groups/health';
import type { ClusterFacts } from '../cluster-facts';
import { membersOf, type GroupRecord } from '../group-record';

/** Verdicts of a group that its lag as a whole leads to: each partition with much of that lag shares it. */
const OF_LAG: ReadonlySet<Verdict> = new Set(['stopped', 'falling-behind', 'behind', 'catching-up', 'watching']);

/** The judgement of each row alone (indices into VERDICTS), and since when (epoch ms; NaN: not known). */
export function judgeRows(facts: ClusterFacts, record: GroupRecord, intervalMs: number): { readonly verdict: Uint8Array; readonly since: Float64Array } {
  const { rows, health } = record;
  const verdict = new Uint8Array(rows.count);
  const since = new Float64Array(rows.count).fill(NaN);
  const input = {
    rows, intervalMs, shared: record.groupType === 'share', members: membersOf(record)?.length ?? null, firstSampledAt: record.firstCommittedAt, now: record.committedAt,
    left: record.departure,
  };
  const ownersKnown = membersOf(record)?.every(({ assignment }) => assignment !== null) === true;
  const ofLag = OF_LAG.has(health.verdict) ? health.verdict : null;
  const much = ofLag === 'stopped' ? 1 : averageLag(rows);
  for (let row = 0; row < rows.count; row += 1) {
    const stalled = stalledSince(input, row);
    const found = (): Verdict => {
      if (rows.lagState[row] === STATE['below-log-start']) return 'records-lost';
      if (stalled !== null) return 'stalled';
      switch (LAG_STATES[rows.lagState[row] ?? STATE.unknown]) {
        case 'behind':
          if (ownersKnown && health.verdict !== 'rebalancing' && health.reason === undefined && !isWorkedOn(input, row)) return 'stopped';
          return ofLag !== null && (rows.lag[row] ?? NaN) >= much ? ofLag : 'ok';
        case 'caught-up':
          return 'ok';
        case 'beyond-end':
          return 'beyond-end';
        case 'no-commit': {
          const holds = facts.partitions.holdsRecords(rows.topic[row] ?? -1, rows.partition[row] ?? -1);
          if (holds === false) return 'ok';
          if (holds === null || input.shared || (rows.owner[row] ?? -1) < 0) return 'unknown';
          return uncommittedSince(input, row) === null ? 'watching' : 'not-committing';
        }
        default:
          return 'unknown';
      }
    };
    verdict[row] = verdictIndex(found());
    since[row] = stalled ?? (rows.laggingSince[row] ?? NaN);
  }
  return { verdict, since };
}

/** Of the rows that have a lag above 0. */
function averageLag(rows: GroupRows): number {
  let sum = 0;
  let count = 0;
  for (const lag of rows.lag) {
    if (!(lag > 0)) continue;
    sum += lag;
    count += 1;
  }
  return sum / count;
}
