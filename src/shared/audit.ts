import type { Failure } from './failure';

/** Suggested for ClusterProfile.auditTopic. */
export const AUDIT_TOPIC = 'offsight-audit';

/** Changes that keep what was committed before, to be put back. */
export const OFFSET_ACTIONS: ReadonlySet<string> = new Set(['reset', 'skip', 'undo', 'delete-offsets', 'delete-groups']);

/** Those of them that commit offsets: a skip and an undo are resets of their own name. */
export const RESET_ACTIONS: ReadonlySet<string> = new Set(['reset', 'skip', 'undo']);

/** One change, from its intent and its result in the audit. Times are epoch ms. */
export interface AuditedOperation {
  readonly operationId: string;
  readonly at: number;
  readonly action: string;
  readonly user: string | null;
  readonly host: string | null;
  /** Whom Kafka saw: the SASL user name or the client certificate's subject, as configured. Null: none, or not known. */
  readonly principal: string | null;
  /** Empty: none was given. */
  readonly reason: string;
  readonly groupIds: readonly string[];
  /** Of what was meant to be changed; none where it was whole groups. */
  readonly topics: readonly string[];
  /** Members that were to be removed, by instance id or client id (or, without either, member id); none where it was something else, or was not written down. */
  readonly members: readonly string[];
  /** As the options of kafka-consumer-groups.sh name it, with its value: `to-offset 5`. Null: it has none, or it was not written down. */
  readonly target: string | null;
  /** The topic that a record was copied to; null: none was. */
  readonly copiedTo: string | null;
  /** The operation that it was to take back; null: none. */
  readonly undoOf: string | null;
  /** The newest operation that took it back, wholly or in part, and was not taken back itself; epoch ms. Null (both): none did. */
  readonly undoneBy: string | null;
  readonly undoneAt: number | null;
  /** What was meant to be changed, by partitions or (whole groups) groups. */
  readonly meant: number;
  /** Of those, done and read back; null: no result was written, so nobody knows (the program may have been ended). */
  readonly done: number | null;
  /** Of those, by the result that was written, what nobody knows; 0 where none was written. */
  readonly unknown: number;
}

export interface Audit {
  /** Of this cluster, newest first. */
  readonly operations: readonly AuditedOperation[];
  /** First line at which the chain is broken; null: it is whole. Of what follows it nothing is shown. */
  readonly brokenAt: number | null;
  /** Oldest first. */
  readonly torn: readonly TornLine[];
  readonly end: AuditEnd;
  /** Where the file is. */
  readonly path: string;
}

/** What is left of a line that was not written to its end, as the program or the computer ended meanwhile; the chain goes on around it. What it said is lost. */
export interface TornLine {
  /** Its number in the file, from 1. */
  readonly line: number;
  readonly bytes: number;
  /** Epoch ms of the next whole line, which has its hash; null: nothing was written since. */
  readonly followedAt: number | null;
}

/**
 * Whether the file still ends where this program wrote last; a chain that is cut off at its end looks whole. `not-known`: it wrote nothing since it
 * started, or the chain is broken. `replaced`: where its line was there is another one.
 */
export type AuditEnd = { readonly kind: 'there' | 'not-known' | 'replaced' } | { readonly kind: 'missing'; readonly lines: number };

/**
 * What became of what was meant. After a settlement (read back later, see AuditedDetail): `applied` the offset is as planned,
 * `not-applied` it is the one before, `moved` it is neither. `unknown`: it could not be read back.
 */
export const AUDITED_STATUSES = ['applied', 'failed', 'skipped', 'reverted', 'unknown', 'deleted', 'gone', 'not-applied', 'moved'] as const;
export type AuditedStatus = (typeof AUDITED_STATUSES)[number];

export interface AuditedPartition {
  readonly groupId: string;
  /** Null (both): the whole group. */
  readonly topic: string | null;
  readonly partition: number | null;
  /** What was committed before, and what was to be committed; null: nothing. */
  readonly oldOffset: number | null;
  readonly newOffset: number | null;
  /** Null: no result was written. */
  readonly status: AuditedStatus | null;
  /** What was committed when it was read back; null: nothing, not known, or not written down. */
  readonly readBack: number | null;
  readonly error: string | null;
}

/** One change in full. */
export interface AuditedDetail {
  readonly operation: AuditedOperation;
  readonly partitions: readonly AuditedPartition[];
  /** Epoch ms of the result; null: none was written. */
  readonly resultAt: number | null;
  /** The result was not written by the program that made the change: it was read back later. */
  readonly settled: boolean;
  /** Whether what was committed before is still kept, and something of it was changed or may have been: so that it can be taken back. */
  readonly canUndo: boolean;
}

/** One change, read back just now if nobody had written down its result. */
export interface SettledDetail extends AuditedDetail {
  /** Why the topic that the audit is shared by does not have the result; null: it has, or there is none. */
  readonly auditFailure: Failure | null;
}
