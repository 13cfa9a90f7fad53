import { createHash } from 'node:crypto';
import type { KafkaFailure } from './errors';
import type { ConnectionSettings } from './settings';

const MOST_FAILURES = 2;
const TRUSTED_FOR_MS = 60_000;
/** Directories commonly unlock or forget refusals within such a time. */
const HELD_MS = 300_000;
/** A broker that hangs during its authentication must not hold up the others for longer. */
const LONGEST_WAIT_MS = 2_000;

const gates = new Map<string, AuthenticationGate>();

/**
 * The gate for these servers and credentials. It outlives a client: whoever reconnects with a new one must not start
 * counting afresh. Changed settings have a gate of their own; so has each client with tokens, which lock nothing.
 */
export function authenticationGate({ bootstrapServers, sasl }: ConnectionSettings): AuthenticationGate {
  if (sasl === null || sasl.mechanism === 'oauthbearer') return new AuthenticationGate();
  const key = createHash('sha256').update(JSON.stringify([bootstrapServers, sasl.mechanism, sasl.username, sasl.password])).digest('hex');
  const gate = gates.get(key) ?? new AuthenticationGate();
  gates.set(key, gate);
  return gate;
}

/**
 * Keeps a wrong password from being tried often enough to lock the account: one attempt at a time unless the same
 * credentials worked within the last minute, and after two refusals one in five minutes. One per set of credentials.
 */
export class AuthenticationGate {
  #refusals = 0;
  #lastRefusal: KafkaFailure | null = null;
  #refusedAt = -Infinity;
  #acceptedAt = -Infinity;
  #turn: Promise<void> = Promise.resolve();

  /** Runs `authenticate` when it is its turn. Rejects as it does, or at once with the last refusal while attempts are held back. */
  async pass<Value>(authenticate: () => Promise<Value>): Promise<Value> {
    const leave = await this.#enter();
    try {
      if (this.#lastRefusal !== null && this.#refusals >= MOST_FAILURES && performance.now() - this.#refusedAt < HELD_MS) throw this.#lastRefusal;
      const value = await authenticate();
      this.#refusals = 0;
      this.#acceptedAt = performance.now();
      return value;
    } finally {
      leave();
    }
  }

  /** Lets one more attempt through, because a person asks for it; refused again, attempts are held back as before. */
  allowOne(): void {
    this.#refusals = Math.min(this.#refusals, MOST_FAILURES - 1);
  }

  /** To be called for every AUTHENTICATION_FAILED. */
  refused(failure: KafkaFailure): void {
    this.#refusals += 1;
    this.#refusedAt = performance.now();
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
