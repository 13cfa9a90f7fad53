import type { KafkaFailure } from './errors';

const MOST_FAILURES = 2;
const TRUSTED_FOR_MS = 60_000;
/** A broker that hangs during its authentication must not hold up the others for longer. */
const LONGEST_WAIT_MS = 2_000;

/**
 * Keeps a wrong password from being tried often enough to lock the account: one attempt at a time unless the same
 * credentials worked within the last minute, and none at all after two refusals. One per set of credentials.
 */
export class AuthenticationGate {
  #refusals = 0;
  #lastRefusal: KafkaFailure | null = null;
  #acceptedAt = -Infinity;
  #turn: Promise<void> = Promise.resolve();

  /** Runs `authenticate` when it is its turn. Rejects as it does, or at once with the last refusal after two of them. */
  async pass<Value>(authenticate: () => Promise<Value>): Promise<Value> {
    const leave = await this.#enter();
    try {
      if (this.#lastRefusal !== null && this.#refusals >= MOST_FAILURES) throw this.#lastRefusal;
      const value = await authenticate();
      this.#refusals = 0;
      this.#acceptedAt = performance.now();
      return value;
    } finally {
      leave();
    }
  }

  /** To be called for every AUTHENTICATION_FAILED. */
  refused(failure: KafkaFailure): void {
    this.#refusals += 1;
    this.#lastRefusal = failure;
    this.#acceptedAt = -Infinity;
  }

  async #enter(): Promise<() => void> {
    if (performance.now() - this.#acceptedAt < TRUSTED_FOR_MS) return () => undefined;
    const before = this.#turn;
    let leave = (): void => undefined;
    this.#turn = new Promise((resolve) => {
      leave = resolve;
    });
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LONGEST_WAIT_MS);
    });
    await Promise.race([before, limit]);
    clearTimeout(timer);
    return leave;
  }
}
