import type { Failure } from '../../../shared/failure';
import type { TopicPartitionMap } from './topic-partition-map';

/** What is known of one partition when a plan is made. Null: not known, or (committed) none. */
export interface PartitionFacts {
  readonly topic: string;
  readonly partition: number;
  readonly committed: CommittedOffset | null;
  readonly logStart: LogPosition | null;
  readonly logEnd: LogPosition | null;
  readonly lastStable: LogPosition | null;
  readonly topicId: string | null;
  /** Null: its topic's settings could not be read. */
  readonly compacted: boolean | null;
  /** Below it lies what retention deletes next; null: nothing is, or it is not known. */
  readonly retentionEdge: number | null;
  /** First record at or after the wished time; `none`: there is no such record. Null: not asked for. */
  readonly atTime: LogPosition | 'none' | null;
  /** What another group, a file or a snapshot says; null: nothing of this partition. */
  readonly wished: (CommittedOffset & { readonly topicId?: string | null | undefined }) | null;
  /** Why something of it could not be read. */
  readonly failure: Failure | null;
}

export interface CommittedOffset {
  readonly offset: number;
  readonly leaderEpoch: number | null;
  readonly metadata: string | null;
}

/** A Failure in a partition's place: it is not known what is committed there, or whether anything is. */
export type CommittedOffsets = TopicPartitionMap<CommittedOffset | Failure>;

export interface LogPosition {
  readonly offset: number;
  readonly leaderEpoch: number | null;
}
