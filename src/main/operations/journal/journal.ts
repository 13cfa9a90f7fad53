import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import type { ClusterProfile } from '../../../shared/cluster';
import type { Failure } from '../../../shared/failure';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { AuditLog } from './audit-log';
import { AuditTopic } from './audit-topic';
import { principalOf } from './principal';
import { SnapshotStore, type OffsetSnapshot } from './snapshot-store';

export interface Journal {
  readonly audit: AuditLog;
  readonly snapshots: SnapshotStore;
  /** Of the operation that is under way, where the cluster's settings name a topic; left out: none. */
  readonly topic?: AuditTopic | null;
}

/** What the data directory keeps of operations. */
export function openJournal(dataDirectory: string): Journal {
  return { audit: new AuditLog(join(dataDirectory, 'audit.jsonl')), snapshots: new SnapshotStore(dataDirectory) };
}

/** The journal of one operation, over its own connection. */
export function journalFor(journal: Journal, { auditTopic }: Pick<ClusterProfile, 'auditTopic'>, client: ClusterClient, { timeoutMs }: CallOptions): Journal {
  return { ...journal, topic: auditTopic == null ? null : new AuditTopic(client, auditTopic, timeoutMs) };
}

export interface Intent {
  readonly operationId: string;
  readonly action: 'reset' | 'skip' | 'undo' | 'delete-offsets' | 'delete-groups' | 'copy-record' | 'rebalance' | 'remove-members';
  /** In the operator's words; may be empty. */
  readonly reason: string;
  /** What is committed now, of all that will change; null: no offset will, so that there is nothing to put back. */
  readonly offsets: OffsetSnapshot['offsets'] | null;
  /** What will be done, for people to read later: plain JSON. */
  readonly wish: object;
}

/** Puts on disk what is to be changed and what is meant to be done, before anything is. Null: both are there; otherwise nothing may be written to Kafka. */
export function writeIntent({ audit, snapshots, topic }: Journal, { kafkaClusterId, settings }: Pick<ClusterClient, 'kafkaClusterId' | 'settings'>, { operationId, offsets, action, reason, wish }: Intent): Failure | null {
  try {
    if (offsets !== null) snapshots.save({ operationId, kafkaClusterId, takenAt: Date.now(), offsets });
  } catch (error) {
    return diskFailure('SNAPSHOT_NOT_WRITTEN', `What is committed now could not be kept on disk, so nothing was changed: ${textOf(error)}`);
  }
  try {
    const line = audit.append({ kind: 'intent', operationId, action, kafkaClusterId, user: userName(), host: hostname(), process: process.pid, principal: principalOf(settings), reason, ...wish });
    topic?.publish(line);
    return null;
  } catch (error) {
    return diskFailure('AUDIT_NOT_WRITTEN', `The audit file could not be written, so nothing was changed: ${textOf(error)}`);
  }
}

/** Null: it is on disk. */
export function writeResult({ audit, topic }: Journal, operationId: string, result: object): Failure | null {
  try {
    const line = audit.append({ kind: 'result', operationId, ...result });
    topic?.publish(line);
    return null;
  } catch (error) {
    return diskFailure('AUDIT_NOT_WRITTEN', `It was carried out as listed, but the audit file could not be written: ${textOf(error)}`);
  }
}

/** As writeResult, and waits until the topic has it all, if there is one. */
export async function closeJournal(journal: Journal, operationId: string, result: object): Promise<Failure | null> {
  const unwritten = writeResult(journal, operationId, result);
  const unpublished = (await journal.topic?.settled()) ?? null;
  return unwritten ?? unpublished;
}

/** Why nothing may be written to Kafka, as what is done could not be written down; null: it can. */
export function whyUnwritable({ audit, snapshots }: Journal): Failure | null {
  try {
    audit.probe();
    snapshots.probe();
    return null;
  } catch (error) {
    return diskFailure('AUDIT_NOT_WRITABLE', `Nothing can be changed, because it could not be written down: ${textOf(error)}`);
  }
}

function userName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null; // no such user in the system's list
  }
}

function diskFailure(code: string, message: string): Failure {
  return { scope: 'disk', code, message };
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
