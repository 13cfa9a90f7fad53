import type { VersionRange } from './api-versions';
import type { KafkaApi } from './protocol/api';

/** The newest version that both sides speak, or null. */
export function negotiate(versions: ReadonlyMap<number, VersionRange>, api: Pick<KafkaApi<never, unknown>, 'key' | 'minVersion' | 'maxVersion'>): number | null {
  const offered = versions.get(api.key);
  if (offered === undefined) return null;
  const newest = Math.min(offered.maxVersion, api.maxVersion);
  return newest >= Math.max(offered.minVersion, api.minVersion) ? newest : null;
}
