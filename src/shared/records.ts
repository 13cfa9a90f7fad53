import type { Failure } from './failure';

/** Where a page of records begins: at an offset, at the first record at or after a time (epoch ms); or it ends before an offset, or at the log end. */
export type RecordsFrom =
  | { readonly kind: 'offset'; readonly offset: number }
  | { readonly kind: 'time'; readonly at: number }
  | { readonly kind: 'before'; readonly offset: number }
  | { readonly kind: 'last' };

/** One record, or a mark that ends a transaction. Bytes may be cut: the counts tell how many there are. */
export interface RecordView {
  readonly offset: number;
  /** Epoch ms; null: the record has none. */
  readonly timestamp: number | null;
  readonly timestampType: 'create' | 'append';
  readonly kind: 'record' | 'commit-marker' | 'abort-marker';
  /** Its transaction was aborted: read-committed consumers never see it. */
  readonly aborted: boolean;
  readonly compression: string;
  /** Null: it has none. */
  readonly key: Uint8Array | null;
  readonly keyBytes: number;
  readonly value: Uint8Array | null;
  readonly valueBytes: number;
  readonly headers: readonly { readonly name: string; readonly value: Uint8Array | null }[];
}

/** Records that follow each other in one partition, the beginnings of their keys and values. */
export interface RecordsView {
  readonly records: readonly RecordView[];
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  /** Null: not known. Below the log end an open transaction holds read-committed consumers there. */
  readonly lastStableOffset: number | null;
  /** Where this page begins, and where the next one would. */
  readonly from: number;
  readonly next: number;
  /** Offsets of this page, from first to last, that hold no record (any more): compacted away, or given to nothing that can be read. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
  readonly notes: readonly string[];
}

/** Where a copy of a record lies. */
export interface ProducedRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Why the audit, or the topic that it is shared by, does not have all of it; null: it does. */
  readonly auditFailure: Failure | null;
}
