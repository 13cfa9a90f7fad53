import type { CallOptions, ClusterClient } from '../../main/kafka/cluster-client';
import { journalFor, type Journal } from '../../main/operations/journal/journal';
import type { ClusterProfile } from '../../shared/cluster';
import { visibleJson } from '../../shared/display-name';
import type { Failure } from '../../shared/failure';
import type { ConnectionOptions } from '../connection-options';
import { EXIT } from '../exit-status';
import { failureText } from '../print';

/** A client that is not yet connected; `saved`: the cluster as it was saved, whose environment's guards hold; null: given by its address. */
export type UseClient = (client: ClusterClient, calls: CallOptions, saved: ClusterProfile | null) => Promise<number>;

/** Opens the cluster, runs, closes. Resolves with the exit status. */
export type WithClient = (connection: ConnectionOptions, mayWrite: boolean, use: UseClient) => Promise<number>;

export interface OperationContext {
  readonly journal: Journal;
  readonly withClient: WithClient;
}

export interface OperationSession {
  readonly client: ClusterClient;
  readonly calls: CallOptions;
  readonly journal: Journal;
  readonly saved: ClusterProfile | null;
}

/** What a command works with on one cluster; lines of the audit go to the topic that a saved cluster names as well. */
export function sessionOf({ journal }: OperationContext, client: ClusterClient, calls: CallOptions, saved: ClusterProfile | null): OperationSession {
  return { client, calls, journal: saved === null ? journal : journalFor(journal, saved, client, calls), saved };
}

export function say(failure: Failure): void {
  process.stderr.write(`${failureText(failure)}\n`);
}

/** Says why nothing is done at all, on standard error and, with `json`, as the one value that is asked for. The exit status. */
export function refuse(failure: Failure, { json }: { readonly json: boolean }): number {
  say(failure);
  if (json) print(visibleJson({ error: failure }));
  return EXIT.refused;
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
