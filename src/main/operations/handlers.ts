import type { ClusterProfile } from '../../shared/cluster';
import type { EngineEventName, EngineRequestName, Events, RequestInput, RequestOutput, WriteState } from '../../shared/contract';
import { failed, succeeded, type Result } from '../../shared/result';
import { openClient } from '../clusters/open-client';
import { readOnly } from '../kafka/read-only';
import { listOperations } from './journal/operation-list';
import { Desk, type DeskPorts } from './desk';
import { journalFor, openJournal, whyUnwritable, type Journal } from './journal/journal';
import { exportOffsets, readOffsetsFile } from './files/offsets-file';
import { readOperation, readOperations } from './journal/read-operations';
import { settleOperation } from './journal/settle';
import { sharedAudit, sharedDetails } from './journal/shared-audit';
import { whyNotConfirmed } from './write-lock';

export interface OperationsPorts extends Pick<DeskPorts, 'seenMoving'> {
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
  /** One for all clusters. */
  readonly journal: Journal;
  /** Runs at a cluster's desk; fails when there is no such saved cluster (any more). */
  atDesk<Value>(profileId: string, use: (desk: Desk, profile: ClusterProfile) => Result<Value> | Promise<Result<Value>>): Promise<Result<Value>>;
  /** Ends what is under way on a cluster that is no longer saved. */
  forget(profileId: string): void;
  close(): void;
}

/** What changes clusters and looks into their records, for every saved cluster: a desk for each, one journal for all. */
export function createOperations(ports: OperationsPorts): Operations {
  const journal = openJournal(ports.dataDirectory);
  const desks = new Map<string, Desk>();
  const deskOf = (profileId: string): Desk => {
    const desk =
      desks.get(profileId) ??
      new Desk({
        openClient: async (profile, { mayWrite }) => (await openClient(profile, { byHand: true, mayWrite })).client,
        journal,
        progressed: (planId, done, of) => ports.emit('offsets:progressed', { planId, done, of }),
        seenMoving: (...which) => ports.seenMoving(...which),
        verified: (planId, verification, isLast) => ports.emit('offsets:verified', { planId, verification, isLast }),
      });
    desks.set(profileId, desk);
    return desk;
  };
  const atDesk = async <Value>(profileId: string, use: (desk: Desk, profile: ClusterProfile) => Result<Value> | Promise<Result<Value>>): Promise<Result<Value>> => {
    const profile = ports.profileOf(profileId);
    return profile.ok ? use(deskOf(profileId), profile.value) : profile;
  };
  const writeState = (profileId: string): WriteState => {
    const profile = ports.profileOf(profileId);
    return { remainingMs: profile.ok ? (desks.get(profileId)?.lock.remainingMs(profile.value) ?? 0) : 0, unavailable: whyUnwritable(journal) };
  };

  return {
    journal,
    atDesk,
    handlers: {
      'offsets:plan': ({ profileId, request }) => atDesk(profileId, (desk, profile) => desk.resets.plan(profile, request)),
      'offsets:planUndo': ({ profileId, operationId }) => atDesk(profileId, (desk, profile) => desk.resets.planUndo(profile, operationId)),
      'offsets:planRetry': ({ profileId, planId }) => atDesk(profileId, (desk, profile) => desk.resets.planRetry(profile, planId)),
      'offsets:execute': ({ profileId, planId, reason, typed }) => atDesk(profileId, (desk, profile) => desk.resets.execute(profile, planId, { reason, typed })),
      'offsets:planDeletion': ({ profileId, wish }) => atDesk(profileId, (desk, profile) => desk.deletions.plan(profile, wish)),
      'offsets:executeDeletion': ({ profileId, planId, reason, typed }) => atDesk(profileId, (desk, profile) => desk.deletions.execute(profile, planId, { reason, typed })),
      'offsets:settle': ({ profileId, operationId }) =>
        atDesk(profileId, ({ connections }, profile) => {
          if ([...desks.values()].some((desk) => desk.connections.isRunning(operationId))) return failed({ scope: 'operation', code: 'UNDER_WAY', message: 'It is being carried out at this moment.' });
          // Its own calls only read; what it finds goes to the topic that the audit is shared by.
          return connections.use(profile, { key: `settle ${operationId}`, mayWrite: profile.auditTopic != null }, (client, calls) => settleOperation(readOnly(client), journalFor(journal, profile, client, calls), operationId, calls));
        }),
      'offsets:readTimes': ({ profileId, planId }) => atDesk(profileId, (desk, profile) => desk.resets.readTimes(profile, planId)),
      'offsets:cancelTimes': ({ profileId }) => {
        desks.get(profileId)?.resets.cancelTimes();
        return null;
      },
      'offsets:export': ({ profileId, groupIds }) =>
        atDesk(profileId, ({ connections }, profile) => connections.use(profile, { key: 'export', mayWrite: false }, async (client, calls) => succeeded(await exportOffsets(client, groupIds, calls)))),
      'offsets:readFile': async ({ text }) => {
        const read = await readOffsetsFile(text);
        return read.ok ? succeeded(read.offsets) : failed({ scope: 'file', code: 'BAD_FILE', message: read.problem });
      },
      'offsets:cancel': ({ profileId, planId }) => {
        desks.get(profileId)?.connections.cancel(planId);
        return null;
      },
      'records:read': ({ profileId, topic, partition, from, most }) => atDesk(profileId, (desk, profile) => desk.records.list(profile, { topic, partition, from, most })),
      'record:read': ({ profileId, topic, partition, offset, whole }) => atDesk(profileId, (desk, profile) => desk.records.one(profile, { topic, partition, offset }, whole)),
      'records:produce': ({ profileId, copyId, topic, partition, offset, to, groupId, reason, typed }) => atDesk(profileId, (desk, profile) => desk.records.copy(profile, copyId, { topic, partition, offset, groupId, reason: reason.trim() }, to.topic, typed)),
      'records:cancelProduce': ({ profileId, copyId }) => {
        desks.get(profileId)?.records.cancelCopy(copyId);
        return null;
      },
      'audit:read': ({ profileId }) => {
        const profile = ports.profileOf(profileId);
        if (!profile.ok) return profile;
        return fromDisk(async () => succeeded({ ...(await listOperations(journal.audit, ports.kafkaClusterIdOf(profileId))), path: journal.audit.path }));
      },
      'audit:readOperation': ({ profileId, operationId }) => {
        const profile = ports.profileOf(profileId);
        return profile.ok ? fromDisk(() => readOperation(journal, operationId)) : profile;
      },
      'audit:readOperations': ({ profileId, operationIds }) => {
        const profile = ports.profileOf(profileId);
        return profile.ok ? fromDisk(() => readOperations(journal, operationIds)) : profile;
      },
      'audit:readShared': ({ profileId }) => atDesk(profileId, (desk, profile) => desk.readShared(profile, ({ kafkaClusterId }, topic, reading) => succeeded(sharedAudit(reading, topic, kafkaClusterId)))),
      'audit:readSharedOperations': ({ profileId, operationIds }) => atDesk(profileId, (desk, profile) => desk.readShared(profile, (_client, _topic, reading) => fromDisk(() => sharedDetails(reading, journal, operationIds)))),
      'writes:read': ({ profileId }) => writeState(profileId),
      'writes:unlock': ({ profileId, reason, typed, expected }) =>
        atDesk(profileId, ({ lock }, profile) => {
          const refusal = whyNotConfirmed(profile.environment, { reason, typed, expected }) ?? whyUnwritable(journal);
          if (refusal !== null) return failed(refusal);
          lock.unlock(profile);
          return succeeded(writeState(profileId));
        }),
      'writes:lock': ({ profileId }) => {
        desks.get(profileId)?.lock.lock();
        return writeState(profileId);
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

/** What the disk refuses is a failure, no bug. */
async function fromDisk<Value>(read: () => Result<Value> | Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await read();
  } catch (error) {
    return failed({ scope: 'disk', code: 'NOT_READ', message: `The audit could not be read: ${error instanceof Error ? error.message : String(error)}` });
  }
}
