import { join } from 'node:path';
import type { ClusterProfile } from '../../shared/cluster';
import type { EngineEventName, EngineRequestName, Events, RequestInput, RequestOutput } from '../../shared/contract';
import { failed, succeeded, type Result } from '../../shared/result';
import { openClient } from '../clusters/open-client';
import { AuditLog } from './audit-log';
import { auditedOperations } from './audited-operations';
import { Desk } from './desk';
import { SnapshotStore } from './snapshot-store';
import { whyNotConfirmed } from './write-lock';

export interface OperationsPorts {
  /** Where the audit and the snapshots are kept. */
  readonly dataDirectory: string;
  /** Fails when there is no such saved cluster (any more). */
  profileOf(profileId: string): Result<ClusterProfile>;
  /** Null: not known (yet). */
  kafkaClusterIdOf(profileId: string): string | null;
  emit<Name extends EngineEventName>(name: Name, payload: Events[Name]): void;
}

type OperationName = Extract<EngineRequestName, `offsets:${string}` | `writes:${string}` | `records:${string}` | `record:${string}` | `audit:${string}`>;
type Handlers = { readonly [Name in OperationName]: (input: RequestInput<Name>) => RequestOutput<Name> | Promise<RequestOutput<Name>> };

export interface Operations {
  readonly handlers: Handlers;
  /** Ends what is under way on a cluster that is no longer saved. */
  forget(profileId: string): void;
  close(): void;
}

/** What changes clusters and looks into their records, for every saved cluster: a desk for each, one journal for all. */
export function createOperations(ports: OperationsPorts): Operations {
  const journal = { audit: new AuditLog(join(ports.dataDirectory, 'audit.jsonl')), snapshots: new SnapshotStore(ports.dataDirectory) };
  const desks = new Map<string, Desk>();
  const deskOf = (profileId: string): Desk => {
    const desk =
      desks.get(profileId) ??
      new Desk({
        openClient: async (profile, { mayWrite }) => (await openClient(profile, { byHand: true, mayWrite })).client,
        journal,
        progressed: (planId, done, of) => ports.emit('offsets:progressed', { planId, done, of }),
        verified: (planId, verification, isLast) => ports.emit('offsets:verified', { planId, verification, isLast }),
      });
    desks.set(profileId, desk);
    return desk;
  };
  const atDesk = async <Value>(profileId: string, use: (desk: Desk, profile: ClusterProfile) => Result<Value> | Promise<Result<Value>>): Promise<Result<Value>> => {
    const profile = ports.profileOf(profileId);
    return profile.ok ? use(deskOf(profileId), profile.value) : profile;
  };

  return {
    handlers: {
      'offsets:plan': ({ profileId, request }) => atDesk(profileId, (desk, profile) => desk.plan(profile, request)),
      'offsets:planUndo': ({ profileId, operationId }) => atDesk(profileId, (desk, profile) => desk.planUndo(profile, operationId)),
      'offsets:execute': ({ profileId, planId, reason, typed }) => atDesk(profileId, (desk, profile) => desk.execute(profile, planId, { reason, typed })),
      'offsets:cancel': ({ profileId, planId }) => {
        desks.get(profileId)?.cancel(planId);
        return null;
      },
      'records:read': ({ profileId, topic, partition, from, most }) => atDesk(profileId, (desk, profile) => desk.records(profile, { topic, partition, from, most })),
      'record:read': ({ profileId, topic, partition, offset, whole }) => atDesk(profileId, (desk, profile) => desk.record(profile, { topic, partition, offset }, whole)),
      'audit:read': ({ profileId }) => {
        const profile = ports.profileOf(profileId);
        if (!profile.ok) return profile;
        const { lines, brokenAt } = journal.audit.read();
        return succeeded({ operations: auditedOperations(lines, ports.kafkaClusterIdOf(profileId)), brokenAt, path: journal.audit.path });
      },
      'writes:read': ({ profileId }) => ({ remainingMs: desks.get(profileId)?.lock.remainingMs ?? 0 }),
      'writes:unlock': ({ profileId, reason, typed, expected }) =>
        atDesk(profileId, ({ lock }, { environment }) => {
          const refusal = whyNotConfirmed(environment, { reason, typed, expected });
          if (refusal !== null) return failed(refusal);
          lock.unlock();
          return succeeded({ remainingMs: lock.remainingMs });
        }),
      'writes:lock': ({ profileId }) => {
        desks.get(profileId)?.lock.lock();
        return { remainingMs: 0 };
      },
    },
    forget(profileId) {
      desks.get(profileId)?.close();
      desks.delete(profileId);
    },
    close() {
      for (const desk of desks.values()) desk.close();
    },
  };
}
