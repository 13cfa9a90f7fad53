import type { GroupHistory } from '../../shared/group';

const WINDOW_MS = 5 * 60_000;
/** Over less time, a rate is mostly the rhythm of commits. */
const SHORTEST_MS = 60_000;

/** How fast the lag of each partition has grown of late, in records per second, by topic and partition; what is not known is absent. */
export function lagRates({ topics, topic, partition, times, lag }: GroupHistory): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const rates = new Map<string, Map<number, number>>();
  const from = (times[times.length - 1] ?? NaN) - WINDOW_MS;
  partition.forEach((number, column) => {
    let first = -1;
    let last = -1;
    times.forEach((time, row) => {
      if (time < from || Number.isNaN(lag[row * partition.length + column] ?? NaN)) return;
      if (first < 0) first = row;
      last = row;
    });
    const ms = (times[last] ?? NaN) - (times[first] ?? NaN);
    if (!(ms >= SHORTEST_MS)) return;
    const name = topics[topic[column] ?? -1] ?? '';
    const ofTopic = rates.get(name) ?? new Map<number, number>();
    rates.set(name, ofTopic);
    ofTopic.set(number, ((lag[last * partition.length + column] ?? NaN) - (lag[first * partition.length + column] ?? NaN)) / (ms / 1_000));
  });
  return rates;
}
