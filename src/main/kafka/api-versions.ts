import { KafkaFailure } from './errors';
import { Reader } from './protocol/reader';

export const API_VERSIONS_KEY = 18;
/** Offered since Kafka 2.0; the newest that is not flexible, so that one decoder serves every broker. */
export const API_VERSIONS_VERSION = 2;

export interface VersionRange {
  readonly minVersion: number;
  readonly maxVersion: number;
}

/**
 * ApiVersions Response (Version: 2) => error_code [api_keys] throttle_time_ms
 *   error_code => INT16, api_keys => api_key min_version max_version (INT16 each), throttle_time_ms => INT32
 * Throws DecodeError, or KafkaFailure UNSUPPORTED_VERSION for a broker that is too old or too new.
 */
export function decodeApiVersions(body: Uint8Array): ReadonlyMap<number, VersionRange> {
  const reader = new Reader(body);
  const errorCode = reader.int16();
  if (errorCode !== 0) {
    throw new KafkaFailure('UNSUPPORTED_VERSION', `The broker refused the ApiVersions request with error ${errorCode}.`, {
      advice: 'Offsight needs Kafka 2.1 or later.',
      retriable: false,
    });
  }
  const versions = new Map<number, VersionRange>();
  const count = reader.arrayCount(6, false);
  for (let index = 0; index < count; index += 1) {
    const apiKey = reader.int16();
    versions.set(apiKey, { minVersion: reader.int16(), maxVersion: reader.int16() });
  }
  return versions;
}
