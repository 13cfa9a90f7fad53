import type { ClusterProfile } from '../../shared/cluster';
import type { ClusterClient } from '../kafka/cluster-client';
import { createClusterClient } from '../kafka/connect';
import { readOnly } from '../kafka/read-only';
import { readClientConfig } from './client-config';

export interface OpenedClient {
  readonly client: ClusterClient;
  /** One sentence for each setting that was left out or weakens security. No values. */
  readonly notes: readonly string[];
}

/**
 * A client for a saved cluster, its settings read afresh. `byHand`: a person asked for it, see createClusterClient.
 * Without `mayWrite` it sends nothing that could change the cluster. Rejects with KafkaFailure if the settings are not usable.
 */
export async function openClient(profile: Pick<ClusterProfile, 'bootstrapServers' | 'commandConfig'>, { byHand, mayWrite = false }: { readonly byHand: boolean; readonly mayWrite?: boolean }): Promise<OpenedClient> {
  const { settings, notes } = await readClientConfig({ bootstrapServers: profile.bootstrapServers, commandConfig: profile.commandConfig });
  const client = createClusterClient(settings, { byHand });
  return { client: mayWrite ? client : readOnly(client), notes };
}
