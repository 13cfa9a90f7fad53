/**
 * Something that could not be learnt, beside everything that could. Never a reason to hide the rest.
 * `message` is one to three plain sentences: what was attempted, what happened, what to do. It may carry
 * text from a broker: show it as text only.
 */
export interface Failure {
  /** What is not known because of it: `cluster`, `broker 3`, `group orders`, `topic t`, `partition t-3`, `partitions t-3, t-4, t-5 and 7 more`. */
  readonly scope: string;
  /** Stable and machine-readable, upper snake case: Kafka's own error name where it came from Kafka. */
  readonly code: string;
  readonly message: string;
}

/** Equal for failures that say the same. */
export function failureKey({ scope, code, message }: Failure): string {
  return `${scope}\u0000${code}\u0000${message}`;
}
