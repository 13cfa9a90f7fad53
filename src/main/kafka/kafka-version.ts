import type { VersionRange } from './api-versions';

/** Release that the API versions point to, or null below Kafka 2.1. */
export function kafkaVersionOf(_versions: ReadonlyMap<number, VersionRange>): string | null {
  return null;
}
