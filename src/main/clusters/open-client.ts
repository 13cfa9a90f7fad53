import type { ClusterProfile } from '../../shared/cluster';
import type { ClusterClient } from '../kafka/cluster-client';
import { createClusterClient } from '../kafka/connect';
import { readClientConfig } from './client-config';

export interface OpenedClient {
  readonly client: ClusterClient;
  /** One sentence for each setting that was left out or weakens security. No values. */
  readonly notes: readonly string[];
}

/**
 * A client for a saved cluster, its settings read afresh. `byHand`: a person asked for it, see createClusterClient.
 * Rejects with KafkaFailure if the settings are not usable.
 */
export async function openClient(profile: Pick<ClusterProfile, 'bootstrapServers' | 'commandConfig'>, { byHand }: { readonly byHand: boolean }): Promise<OpenedClient> {
  const { settings, notes } = await readClientConfig({ bootstrapServers: profile.bootstrapServers, commandConfig: profile.commandConfig });
  return { client: createClusterClient(settings, { byHand }), notes };
}
