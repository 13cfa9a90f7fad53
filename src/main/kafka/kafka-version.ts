import type { VersionRange } from './api-versions';

/**
 * Brokers do not say their release. For each one, newest first, an API version that it was the first to offer on a
 * client's listener (from ApiKeys of each release's own kafka-clients jar, the highest stable version per key).
 */
const FIRST_OFFERED: readonly { readonly release: string; readonly apiKey: number; readonly version: number }[] = [
  { release: '4.4', apiKey: 28, version: 6 }, // TxnOffsetCommit
  { release: '4.3', apiKey: 35, version: 5 }, // DescribeLogDirs
  { release: '4.2', apiKey: 9, version: 10 }, // OffsetFetch
  { release: '4.1', apiKey: 1, version: 18 }, // Fetch
  { release: '4.0', apiKey: 3, version: 13 }, // Metadata
  { release: '3.9', apiKey: 10, version: 6 }, // FindCoordinator
  { release: '3.8', apiKey: 16, version: 5 }, // ListGroups
  { release: '3.7', apiKey: 60, version: 1 }, // DescribeCluster
  { release: '3.6', apiKey: 24, version: 4 }, // AddPartitionsToTxn
  { release: '3.5', apiKey: 1, version: 15 }, // Fetch
  { release: '3.4', apiKey: 6, version: 8 }, // UpdateMetadata: with ZooKeeper only
  { release: '3.3', apiKey: 35, version: 4 }, // DescribeLogDirs
  { release: '3.2', apiKey: 11, version: 9 }, // JoinGroup
  { release: '3.1', apiKey: 1, version: 13 }, // Fetch
  { release: '3.0', apiKey: 9, version: 8 }, // OffsetFetch
  { release: '2.8', apiKey: 3, version: 11 }, // Metadata
  { release: '2.7', apiKey: 50, version: 0 }, // DescribeUserScramCredentials
  { release: '2.6', apiKey: 16, version: 4 }, // ListGroups
  { release: '2.5', apiKey: 9, version: 7 }, // OffsetFetch
  { release: '2.4', apiKey: 47, version: 0 }, // OffsetDelete
  { release: '2.3', apiKey: 44, version: 0 }, // IncrementalAlterConfigs
  { release: '2.2', apiKey: 2, version: 5 }, // ListOffsets
  { release: '2.1', apiKey: 1, version: 10 }, // Fetch
];
const UPDATE_METADATA = 6;

/**
 * The release that a broker's API versions point to: `4.3` (`4.4` also for later ones), `3.3 or 3.4` where nothing tells
 * them apart, or null below 2.1. Other makers' brokers get the release whose protocol they offer.
 */
export function kafkaVersionOf(versions: ReadonlyMap<number, VersionRange>): string | null {
  const found = FIRST_OFFERED.find(({ apiKey, version }) => (versions.get(apiKey)?.maxVersion ?? -1) >= version);
  if (found === undefined) return null;
  return found.release === '3.3' && !versions.has(UPDATE_METADATA) ? '3.3 or 3.4' : found.release;
}
