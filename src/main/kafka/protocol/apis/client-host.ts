import type { Reader } from '../reader';

/** A member's host without the `/` that Kafka puts before it. */
export function readClientHost(reader: Reader, flexible: boolean): string {
  const host = reader.string(flexible);
  return host.startsWith('/') ? host.slice(1) : host;
}
