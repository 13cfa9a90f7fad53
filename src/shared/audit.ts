/** One change, from its intent and its result in the audit. Times are epoch ms. */
export interface AuditedOperation {
  readonly operationId: string;
  readonly at: number;
  readonly action: string;
  readonly user: string | null;
  readonly host: string | null;
  /** Empty: none was given. */
  readonly reason: string;
  readonly groupIds: readonly string[];
  /** What was meant to be changed, by partitions or (whole groups) groups. */
  readonly meant: number;
  /** Of those, done and read back; null: no result was written, so nobody knows (the program may have been ended). */
  readonly done: number | null;
}

export interface Audit {
  /** Of this cluster, newest first. */
  readonly operations: readonly AuditedOperation[];
  /** First line at which the chain is broken; null: it is whole. Of what follows it nothing is shown. */
  readonly brokenAt: number | null;
  /** Where the file is. */
  readonly path: string;
}
