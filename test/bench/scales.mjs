/**
 * @typedef {object} Scale
 * @property {string} name
 * @property {number} topics
 * @property {number} partitions of each topic; every group has committed all partitions of one topic
 * @property {number} groups without members
 * @property {number} liveGroups half classic, half consumer protocol
 * @property {number} membersEach
 * @property {number} brokerHeapMb
 * @property {number} clientHeapMb of the Java peer
 * @property {number} mapsNeeded memory maps that the broker needs at most, about: see vm.max_map_count
 */

/** @type {Readonly<Record<'S1' | 'S2' | 'S3', Scale>>} */
export const SCALES = {
  S1: { name: 'S1', topics: 20, partitions: 10, groups: 90, liveGroups: 10, membersEach: 2, brokerHeapMb: 1_024, clientHeapMb: 512, mapsNeeded: 5_000 },
  S2: { name: 'S2', topics: 100, partitions: 100, groups: 1_000, liveGroups: 20, membersEach: 5, brokerHeapMb: 3_072, clientHeapMb: 1_024, mapsNeeded: 30_000 },
  S3: { name: 'S3', topics: 1_000, partitions: 100, groups: 10_000, liveGroups: 20, membersEach: 5, brokerHeapMb: 6_144, clientHeapMb: 3_072, mapsNeeded: 300_000 },
};

/** For the window: many rows rather than many partitions. @type {Scale} */
export const WINDOW_SCALE = { name: 'window', topics: 10, partitions: 10, groups: 9_979, liveGroups: 20, membersEach: 2, brokerHeapMb: 2_048, clientHeapMb: 512, mapsNeeded: 5_000 };
