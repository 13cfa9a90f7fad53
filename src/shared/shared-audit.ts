import type { AuditedDetail, AuditedOperation } from './audit';
import type { Failure } from './failure';

/** What the newest lines of the topic tell that a team shares its audit by: claims of whoever may write to it. */
export interface SharedAudit {
  readonly topic: string;
  /** Of this cluster, newest first. */
  readonly operations: readonly AuditedOperation[];
  /** Lines that were read, of whatever cluster. */
  readonly lines: number;
  /** Older ones are in the topic: only so many are read at once. */
  readonly hasMore: boolean;
  /** The topic has deleted records: older lines may be gone. */
  readonly isTrimmed: boolean;
  /** Records among them that are no lines of an audit. */
  readonly notLines: number;
  /** Changes of other clusters, which are not listed. */
  readonly elsewhere: number;
  readonly writers: readonly SharedWriter[];
  /** Partitions of the topic that could not be read. */
  readonly failures: readonly Failure[];
}

/** What the lines that were read prove of one writer's audit file, as far as they go: lines about other clusters are not in the topic. */
export interface SharedWriter {
  /** As the lines say; null (both): the beginnings of their changes were not read. */
  readonly user: string | null;
  readonly host: string | null;
  readonly lines: number;
  /** Those that carry the hash of the line before, which was read as well. */
  readonly following: number;
  /** Those that were too long for the topic and were shortened: their hash is of the whole line. */
  readonly shortened: number;
  /** Those that are not what their own hash says. */
  readonly wrong: number;
  /** Those whose line before is another one than they say, or which say to follow the same line as another one does. */
  readonly contradicting: number;
}

/** One change in full, as the topic tells it. */
export interface SharedDetail extends AuditedDetail {
  /** A line of it was too long for the topic: which partitions is in the file of who made it only. */
  readonly isShortened: boolean;
  /** The audit of this computer has it too; only then it can be undone from here. */
  readonly isHere: boolean;
}
