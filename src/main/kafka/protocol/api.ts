import type { Reader } from './reader';
import type { Writer } from './writer';

/**
 * One Kafka API as we speak it. Bodies only: the request layer writes and reads headers (with their tag section
 * from `flexibleFrom` on). `decode` throws nothing but DecodeError and never allocates by an unchecked count.
 */
export interface KafkaApi<Request, Response> {
  readonly key: number;
  readonly name: string;
  /** Versions implemented here, inclusive. */
  readonly minVersion: number;
  readonly maxVersion: number;
  /** First version with compact types and tagged fields. */
  readonly flexibleFrom: number;
  encode(writer: Writer, request: Request, version: number): void;
  decode(reader: Reader, version: number): Response;
}

/** What an API's `decode` returns. */
export type ApiResponse<Api> = Api extends KafkaApi<infer _Request, infer Response> ? Response : never;
