import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { ClusterFacts } from './cluster-facts';
import { LogEndsPoll } from './log-ends-poll';
import { runRound, type RoundReport } from './round';

/** Rounds on demand, for the command line, tests and benchmarks: the same round as the window's, without its clock. */
export interface Snapshots {
  readonly facts: ClusterFacts;
  readonly client: ClusterClient;
  /** One complete round; every broker has the whole deadline. Never rejects: failures are in `facts.roundFailures`. */
  round(): Promise<RoundReport>;
  close(): void;
}

/** Connects. Rejects with KafkaFailure if no bootstrap server answers as Kafka within the time. */
export async function openSnapshots(client: ClusterClient, options: CallOptions & { readonly intervalMs?: number }): Promise<Snapshots> {
  await client.connect(options);
  const facts = new ClusterFacts();
  const logEnds = new LogEndsPoll(client, facts);
  return {
    facts,
    client,
    round: () =>
      runRound(client, facts, logEnds, {
        signal: options.signal,
        timeoutMs: options.timeoutMs,
        patienceMs: options.timeoutMs,
        intervalMs: options.intervalMs ?? 5_000,
      }),
    close: () => client.close(),
  };
}
