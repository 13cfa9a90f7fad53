import { median, quantile } from './statistics.mjs';

/**
 * @typedef {object} Judged
 * @property {string} name
 * @property {number} value median of ours
 * @property {string} unit
 * @property {number | null} peer median of AdminClient's, where there is one
 * @property {string | null} goal in words
 * @property {boolean | null} met null: no goal at this scale
 */

const LOOP_ROUNDS = 500;

/**
 * The figures of one scale beside their goals, which are for S2.
 * @param {string} scale
 * @param {import('./measure.mjs').Measured} measured
 * @returns {readonly Judged[]}
 */
export function judge(scale, measured) {
  const { near, far, handOver, resets } = measured;
  const goals = scale === 'S2';
  const atMost = (/** @type {string} */ name, /** @type {number} */ value, /** @type {string} */ unit, /** @type {number | null} */ limit) =>
    /** @type {Judged} */ ({ name, value, unit, peer: null, goal: limit === null || !goals ? null : `≤ ${limit} ${unit}`, met: limit === null || !goals ? null : value <= limit });
  const share = (/** @type {string} */ name, /** @type {number} */ value, /** @type {number[]} */ of, /** @type {string} */ unit, /** @type {number | null} */ part) => {
    const peer = of.length === 0 ? null : median(of);
    const judged = goals && part !== null && peer !== null;
    return /** @type {Judged} */ ({ name, value, unit, peer, goal: judged ? `≤ 1/${part}` : null, met: judged ? value <= peer / part : null });
  };
  const of = (/** @type {readonly any[]} */ rows, /** @type {string} */ field) => rows.map((row) => /** @type {number} */ (row[field]));
  const peerOf = (/** @type {readonly any[]} */ rows, /** @type {string} */ field) => (rows.length === 0 ? null : median(of(rows, field)));
  const groups = near.ours[0]?.groups ?? 0;
  const loop = of(measured.soak, 'holdMs').slice(-LOOP_ROUNDS);
  const rest = [
    ...(loop.length === 0 ? [] : [
      atMost(`event loop held, median of ${loop.length} rounds`, median(loop), 'ms', 8),
      atMost(`event loop held, p99 of ${loop.length} rounds`, quantile(loop, 0.99), 'ms', 16),
      atMost('wall of a round while the log ends of all topics move', median(of(measured.movingRounds, 'ms')), 'ms', null),
      atMost('client CPU of a round while the log ends of all topics move', median(of(measured.movingRounds, 'cpuMs')), 'ms', null),
      ...memory('memory added, nothing moves', measured.quiet).map(([name, value, limit]) => atMost(name, value, 'MB', limit)),
      ...memory('memory added, lags move for 83 minutes', measured.moving).map(([name, value, limit]) => atMost(name, value, 'MB', limit)),
    ]),
    ...Object.entries(handOver).map(([name, { copyMs }]) => atMost(`hand-over: ${name}`, copyMs, 'ms', 2)),
    { ...atMost('planning a reset of all partitions', median(of(resets.ours, 'planMs')), 'ms', 2_000), peer: peerOf(resets.peer, 'planMs') },
    atMost('applying it: planned again, on disk, committed, read back', median(of(resets.ours, 'applyMs')), 'ms', 5_000),
    ...(resets.peer.length === 0 ? [] : [atMost("the AdminClient's committing and reading back alone", median(of(resets.peer, 'applyMs')), 'ms', null)]),
    atMost('event loop held by planning and applying', median(of(resets.ours, 'holdMs')), 'ms', null),
    atMost('groups --json, whole process', median(measured.commandMs), 'ms', 400),
  ];
  return [
    share('wall of a round, loopback', median(of(near.ours, 'ms')), of(near.peer, 'ms'), 'ms', 8),
    share('client CPU of a round', median(of(near.ours, 'cpuMs')), of(near.peer, 'cpuMs'), 'ms', 12),
    { ...atMost('requests of a round', median(of(near.ours, 'requests')), '', Math.floor(4 + groups / 250)), peer: near.peer.length === 0 ? null : median(of(near.peer, 'requests')) },
    share('wall of a round behind 20 ms', median(of(far.ours, 'ms')), of(far.peer, 'ms'), 'ms', 7),
    share('client CPU of a round behind 20 ms', median(of(far.ours, 'cpuMs')), of(far.peer, 'cpuMs'), 'ms', null),
    ...rest,
  ];
}

/**
 * The last stop of a long run, as the process stands and after a full collection, and how much it grew since the first.
 * @param {string} name
 * @param {import('./measure.mjs').Measured['quiet']} run
 * @returns {[string, number, number | null][]}
 */
function memory(name, { before, at }) {
  const first = at[0];
  const last = at.at(-1);
  if (first === undefined || last === undefined) return [];
  return [
    [name, last.memory.rssMb - before.rssMb, 60],
    [`${name}: after a full collection`, last.memory.collectedRssMb - before.collectedRssMb, null],
    [`${name}: growth since round ${first.round}`, last.memory.rssMb - first.memory.rssMb, null],
  ];
}
