import { hostname, userInfo } from 'node:os';
import type { Failure } from '../../shared/failure';
import type { AuditLog } from './audit-log';
import type { OffsetSnapshot, SnapshotStore } from './snapshot-store';

export interface Journal {
  readonly audit: AuditLog;
  readonly snapshots: SnapshotStore;
}

export interface Intent {
  readonly operationId: string;
  readonly action: 'reset' | 'delete-offsets' | 'delete-groups';
  readonly kafkaClusterId: string | null;
  /** In the operator's words; may be empty. */
  readonly reason: string;
  /** What is committed now, of all that will change. */
  readonly offsets: OffsetSnapshot['offsets'];
  /** What will be done, for people to read later: plain JSON. */
  readonly wish: object;
}

/** Puts on disk what is to be changed and what is meant to be done, before anything is. Null: both are there; otherwise nothing may be written to Kafka. */
export function writeIntent({ audit, snapshots }: Journal, { operationId, kafkaClusterId, offsets, action, reason, wish }: Intent): Failure | null {
  try {
    snapshots.save({ operationId, kafkaClusterId, takenAt: Date.now(), offsets });
  } catch (error) {
    return diskFailure('SNAPSHOT_NOT_WRITTEN', `What is committed now could not be kept on disk, so nothing was changed: ${textOf(error)}`);
  }
  try {
    audit.append({ kind: 'intent', operationId, action, kafkaClusterId, user: userName(), host: hostname(), reason, ...wish });
    return null;
  } catch (error) {
    return diskFailure('AUDIT_NOT_WRITTEN', `The audit file could not be written, so nothing was changed: ${textOf(error)}`);
  }
}

/** Null: it is on disk. */
export function writeResult({ audit }: Journal, operationId: string, result: object): Failure | null {
  try {
    audit.append({ kind: 'result', operationId, ...result });
    return null;
  } catch (error) {
    return diskFailure('AUDIT_NOT_WRITTEN', `It was carried out as listed, but the audit file could not be written: ${textOf(error)}`);
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
