import { randomUUID } from 'node:crypto';
import type { ClusterProfile } from '../../shared/cluster';
import type { Failure } from '../../shared/failure';
import type { Verification } from '../../shared/reset';
import { failed, type Result } from '../../shared/result';
import type { ClusterClient } from '../kafka/cluster-client';
import { Connections } from './connections';
import { DeletionDesk } from './deletion-desk';
import { whyUnwritable, type Journal } from './journal/journal';
import { readSharedLines, type SharedReading } from './journal/shared-lines';
import type { TopicPartition } from './read/topic-partition-map';
import { RecordDesk } from './record-desk';
import { ResetDesk } from './reset-desk';
import { whyNotConfirmed, WriteLock } from './write-lock';

export interface DeskPorts {
  openClient(profile: ClusterProfile, options: { readonly mayWrite: boolean }): Promise<ClusterClient>;
  readonly journal: Journal;
  progressed(planId: string, done: number, of: number): void;
  verified(planId: string, verification: Verification, isLast: boolean): void;
  /** Partitions whose committed offset was seen to move after `since` (epoch ms) while the group had no member. */
  seenMoving(profileId: string, groupId: string, since: number): readonly TopicPartition[];
}

/** What an operator gives with each change. */
export interface Given {
  /** Why, in their words. */
  readonly reason: string;
  /** Where it is asked for: the name of what is changed (a group, a topic), of several the cluster's. */
  readonly typed: string;
}

/** Says why a change of what has these names may not be made now; null: it may. */
export type Guard = (profile: ClusterProfile, given: Given, names: readonly string[]) => Failure | null;

/** Where one cluster is changed from: its lock, and a connection of its own for as long as each piece of work takes. */
export class Desk {
  readonly lock = new WriteLock();
  readonly connections: Connections;
  readonly resets: ResetDesk;
  readonly deletions: DeletionDesk;
  readonly records: RecordDesk;

  constructor(private readonly ports: DeskPorts) {
    this.connections = new Connections((profile, options) => ports.openClient(profile, options));
    this.resets = new ResetDesk(this.connections, this.guard, ports);
    this.deletions = new DeletionDesk(this.connections, this.guard, ports.journal);
    this.records = new RecordDesk(this.connections, this.guard, ports.journal);
  }

  readonly guard: Guard = (profile, given, names) => {
    if (this.lock.remainingMs(profile) === 0) return { scope: 'cluster', code: 'READ_ONLY', message: 'The cluster is read-only. Unlock changes first.' };
    return whyNotConfirmed(profile.environment, { ...given, expected: names.length === 1 ? (names[0] ?? '') : profile.name }) ?? whyUnwritable(this.ports.journal);
  };

  /** What the newest lines of the topic tell that the audit of this cluster is shared by. */
  async readShared<Value>(profile: ClusterProfile, tell: (client: ClusterClient, topic: string, reading: SharedReading) => Result<Value> | Promise<Result<Value>>): Promise<Result<Value>> {
    const { auditTopic: topic } = profile;
    if (topic == null) return failed({ scope: 'cluster', code: 'NO_AUDIT_TOPIC', message: 'The settings of this cluster name no audit topic.' });
    return this.connections.use(profile, { key: `shared audit ${randomUUID()}`, mayWrite: false }, async (client, calls) => tell(client, topic, await readSharedLines(client, topic, calls)));
  }

  close(): void {
    this.lock.lock();
    this.connections.close();
  }
}
