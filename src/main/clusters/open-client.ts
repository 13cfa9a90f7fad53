import type { ClusterProfile } from '../../shared/cluster';
import type { ClusterClient } from '../kafka/cluster-client';
import { createClusterClient } from '../kafka/connect';
import { readClientConfig } from './client-config';

/** A client for a saved cluster, its settings read afresh. Rejects with KafkaFailure if they are not usable. */
export async function openClient(profile: Pick<ClusterProfile, 'bootstrapServers' | 'commandConfig'>): Promise<ClusterClient> {
  const { settings } = await readClientConfig({ bootstrapServers: profile.bootstrapServers, commandConfig: profile.commandConfig });
  return createClusterClient(settings);
}
