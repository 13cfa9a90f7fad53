import type { Failure } from '../../shared/failure';

/**
 * A call to Kafka that did not give its answer. `code` is Kafka's error name, or one of ours:
 * UNREACHABLE_REFUSED, UNREACHABLE_NAME, UNREACHABLE_TIMEOUT, ADVERTISED_UNREACHABLE, NOT_KAFKA_HTTP, NOT_KAFKA,
 * TLS_EXPECTED, TLS_NOT_SPOKEN, TLS_REFUSED, TLS_CERTIFICATE, SILENT, CLOSED, AUTHENTICATION_FAILED, SASL_MECHANISM_UNSUPPORTED,
 * CREDENTIALS_MISSING, BAD_FRAME, BAD_REQUEST, DECODE, TIMED_OUT, CANCELLED, UNSUPPORTED_VERSION, BAD_SETTINGS, CLUSTER_ID_CHANGES, INTERNAL
 * (a bug); of the saved clusters ALREADY_SAVED, NO_SUCH_CLUSTER.
 */
export class KafkaFailure extends Error {
  readonly code: string;
  /** What to do about it, one sentence; null where nobody can say. */
  readonly advice: string | null;
  /** Whether the same call may succeed later without anybody changing a setting. */
  readonly retriable: boolean;

  constructor(code: string, message: string, options: { advice?: string | null; retriable?: boolean; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'KafkaFailure';
    this.code = code;
    this.advice = options.advice ?? null;
    this.retriable = options.retriable ?? true;
  }
}

/** The value form of any error, for results and the screen. A non-KafkaFailure is a bug and says so. */
export function toFailure(scope: string, error: unknown): Failure {
  if (error instanceof KafkaFailure) {
    return { scope, code: error.code, message: error.advice === null ? error.message : `${error.message} ${error.advice}` };
  }
  const text = error instanceof Error ? error.message : String(error);
  return { scope, code: 'INTERNAL', message: `Unexpected error in Offsight: ${text}` };
}
