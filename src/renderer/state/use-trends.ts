import { useEffect, useRef, useState } from 'react';
import { invoke } from '../bridge';

/** One group's total lag at even times: `values[from .. from + count)`, NaN = no sample then. */
export interface Trend {
  readonly values: Float64Array;
  readonly from: number;
  readonly count: number;
  /** What the whole of it covers. */
  readonly spanMs: number;
}

export interface TrendsWanted {
  readonly profileId: string;
  readonly groupIds: readonly string[];
  /** The cluster's: trends are read again when it changes. */
  readonly revision: number;
}

/** Finds the trend of a group; undefined while it is not read. */
export type FindTrend = (profileId: string, groupId: string) => Trend | undefined;

const ASKED_MOST = 200;
const KEPT_MOST = 600;
const SETTLE_MS = 120;

/**
 * Trends of the groups on screen, one request per cluster, read again with each round once scrolling has settled. What
 * was read stays until then. `wanted` is compared by content.
 */
export function useTrends(wanted: readonly TrendsWanted[]): FindTrend {
  const [trends, setTrends] = useState<ReadonlyMap<string, Trend>>(new Map());
  const newest = useRef(wanted);
  const running = useRef(false);
  useEffect(() => {
    newest.current = wanted;
  });
  const content = wanted.map(({ profileId, groupIds, revision }) => `${profileId} ${revision} ${groupIds.join('\u0000')}`).join('\u0001');
  useEffect(() => {
    let isOver = false;
    let timer = setTimeout(function read() {
      if (running.current) {
        timer = setTimeout(read, SETTLE_MS);
        return;
      }
      running.current = true;
      const asked = newest.current.map((each) => ({ profileId: each.profileId, groupIds: each.groupIds.slice(0, ASKED_MOST) })).filter((each) => each.groupIds.length > 0);
      // A reading that fails leaves the lines as they were; the next round asks again.
      void Promise.allSettled(asked.map((each) => invoke('groups:readTrends', each))).then((answers) => {
        running.current = false;
        if (isOver) return;
        setTrends((known) => {
          const next = new Map(known.size > KEPT_MOST ? [] : known);
          answers.forEach((answer, at) => {
            const each = asked[at];
            if (each === undefined || answer.status === 'rejected' || !answer.value.ok) return;
            const { lag, times } = answer.value.value;
            const spanMs = spanOf(times);
            each.groupIds.forEach((groupId, row) => next.set(keyOf(each.profileId, groupId), { values: lag, from: row * times.length, count: times.length, spanMs }));
          });
          return next;
        });
      });
    }, SETTLE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [content]);
  return (profileId, groupId) => trends.get(keyOf(profileId, groupId));
}

/** Each point stands for the step before it. */
function spanOf(times: Float64Array): number {
  const first = times[0] ?? 0;
  const last = times[times.length - 1] ?? 0;
  return times.length < 2 ? 0 : Math.round(((last - first) * times.length) / (times.length - 1));
}

function keyOf(profileId: string, groupId: string): string {
  return `${profileId} ${groupId}`;
}
