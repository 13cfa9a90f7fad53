import type { ClusterProfile } from '../../shared/cluster';
import { failed, type Result } from '../../shared/result';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { toFailure } from '../kafka/errors';

const CALL_TIMEOUT_MS = 15_000;

export interface Work {
  /** Of two works with one key the newer ends the older. */
  readonly key: string;
  readonly mayWrite: boolean;
}

/** Opens a connection for each piece of work and closes it afterwards; any of them can be cancelled by its key. */
export class Connections {
  private readonly running = new Map<string, AbortController>();
  private readonly clients = new Set<ClusterClient>();
  /** Epoch ms at which the last work ended that could write; -Infinity: none has. */
  wroteAt = -Infinity;

  constructor(private readonly open: (profile: ClusterProfile, options: { readonly mayWrite: boolean }) => Promise<ClusterClient>) {}

  /** What the work gives, or why the cluster could not be reached. Never rejects. */
  async use<Value>(profile: ClusterProfile, { key, mayWrite }: Work, work: (client: ClusterClient, calls: CallOptions) => Promise<Result<Value>>): Promise<Result<Value>> {
    const controller = new AbortController();
    this.running.get(key)?.abort();
    this.running.set(key, controller);
    let client: ClusterClient | null = null;
    try {
      client = await this.open(profile, { mayWrite });
      this.clients.add(client);
      const calls = { signal: controller.signal, timeoutMs: CALL_TIMEOUT_MS };
      await client.connect(calls);
      return await work(client, calls);
    } catch (error) {
      return failed(toFailure('cluster', error));
    } finally {
      client?.close();
      if (client !== null) this.clients.delete(client);
      if (mayWrite) this.wroteAt = Date.now();
      if (this.running.get(key) === controller) this.running.delete(key);
    }
  }

  isRunning(key: string): boolean {
    return this.running.has(key);
  }

  cancel(key: string): void {
    this.running.get(key)?.abort();
  }

  /** Ends all work at once, also what goes on after a cancellation. */
  close(): void {
    for (const controller of this.running.values()) controller.abort();
    for (const client of this.clients) client.close();
  }
}
