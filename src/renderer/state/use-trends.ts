import { useEffect, useRef, useState } from 'react';
import { invoke } from '../bridge';
import { trendStart } from './trend-start';

/** One group's total lag over time: `values[from .. from + count)`, NaN = gap. */
export interface Trend {
  readonly values: Float64Array;
  readonly from: number;
  readonly count: number;
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
            const start = trendStart(lag, times.length);
            each.groupIds.forEach((groupId, row) => next.set(keyOf(each.profileId, groupId), { values: lag, from: row * times.length + start, count: times.length - start }));
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

function keyOf(profileId: string, groupId: string): string {
  return `${profileId} ${groupId}`;
}
