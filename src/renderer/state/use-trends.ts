import { useEffect, useRef, useState } from 'react';
import { invoke } from '../bridge';

/** One group's total lag over time: `values[from .. from + count)`, NaN = gap. */
export interface Trend {
  readonly values: Float64Array;
  readonly from: number;
  readonly count: number;
}

const ASKED_MOST = 120;
const KEPT_MOST = 600;
const SETTLE_MS = 120;

/** Trends of the groups in view, read again with each round once scrolling has settled. What was read stays until then. */
export function useTrends(profileId: string, groupIds: readonly string[], revision: number): ReadonlyMap<string, Trend> {
  const [trends, setTrends] = useState<ReadonlyMap<string, Trend>>(new Map());
  const running = useRef(false);
  useEffect(() => {
    let isOver = false;
    const read = () => {
      if (isOver || groupIds.length === 0) return;
      if (running.current) {
        timer = setTimeout(read, SETTLE_MS);
        return;
      }
      running.current = true;
      const asked = groupIds.slice(0, ASKED_MOST);
      invoke('groups:readTrends', { profileId, groupIds: asked })
        .then(
          (result) => {
            if (!isOver && result.ok) setTrends((known) => withTrends(known, asked, result.value.lag, result.value.times.length));
          },
          () => undefined, // a line less; the next round asks again
        )
        .finally(() => {
          running.current = false;
        });
    };
    let timer = setTimeout(read, SETTLE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [profileId, groupIds, revision]);
  return trends;
}

function withTrends(known: ReadonlyMap<string, Trend>, asked: readonly string[], lag: Float64Array, count: number): ReadonlyMap<string, Trend> {
  const next = known.size > KEPT_MOST ? new Map<string, Trend>() : new Map(known);
  asked.forEach((groupId, row) => next.set(groupId, { values: lag, from: row * count, count }));
  return next;
}
