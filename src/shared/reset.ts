import type { Failure } from './failure';

/** Where to: named as the options of Kafka's own kafka-consumer-groups.sh. Times are epoch ms. */
export type ResetTarget =
  | ResolvedTarget
  /** What was committed before an earlier operation, of the groups and partitions that are chosen. */
  | { readonly kind: 'to-snapshot'; readonly operationId: string };

/** A target that says by itself where to; the engine makes `to-offsets` of `to-snapshot`. */
export type ResolvedTarget =
  | { readonly kind: 'to-earliest' }
  | { readonly kind: 'to-latest' }
  | { readonly kind: 'to-current' }
  | { readonly kind: 'to-offset'; readonly offset: number }
  | { readonly kind: 'shift-by'; readonly by: number }
  | { readonly kind: 'to-datetime'; readonly at: number }
  | { readonly kind: 'by-duration'; readonly ms: number }
  | { readonly kind: 'to-group'; readonly groupId: string }
  | { readonly kind: 'to-offsets'; readonly origin: 'file' | 'snapshot' | 'plan'; readonly offsets: readonly WishedOffset[] };

export interface WishedOffset {
  /** Null: of whichever group is being reset. */
  readonly groupId: string | null;
  readonly topic: string;
  readonly partition: number;
  /** Null: none is to be committed there (of a snapshot). */
  readonly offset: number | null;
  readonly leaderEpoch: number | null;
  readonly metadata: string | null;
  /** Of the topic that it was committed for; left out or null: not known. */
  readonly topicId?: string | null | undefined;
  /** What the operation that is taken back had committed in its place; null: nothing (it deleted it). Left out: no such operation, or it is not known. */
  readonly applied?: number | null;
}

/**
 * `all-topics`: every partition that has a committed offset. `partitions` null: all of the topic. `onlyCommitted`: of these,
 * in each group, those for which it has committed; so that several groups are not given each other's partitions.
 */
export type ResetScope =
  | { readonly kind: 'all-topics' }
  | { readonly kind: 'topics'; readonly topics: readonly { readonly topic: string; readonly partitions: readonly number[] | null }[]; readonly onlyCommitted?: boolean | undefined };

/** A partition with a target of its own, in every group of the request. */
export interface OwnTarget {
  readonly topic: string;
  readonly partition: number;
  readonly target: Extract<ResetTarget, { readonly kind: 'to-earliest' | 'to-latest' | 'to-current' | 'to-offset' | 'shift-by' }>;
}

export interface ResetRequest {
  readonly groupIds: readonly string[];
  readonly target: ResetTarget;
  readonly scope: ResetScope;
  /** Partitions of the scope that go elsewhere than the target. */
  readonly ownTargets: readonly OwnTarget[];
  /** What a partition without a record at or after the time gets: nothing until somebody chooses, or its log end. */
  readonly whenNoRecord: 'ask' | 'to-latest';
  /** Whether a group that does not exist is to be created by its offsets. */
  readonly createGroups: boolean;
}

export interface ResolvedRequest extends ResetRequest {
  readonly target: ResolvedTarget;
  /** The operation that it takes back; left out: none. */
  readonly undoes?: UndoneOperation;
}

/** What is to be taken back, as the audit has it; epoch ms. */
export interface UndoneOperation {
  readonly operationId: string;
  /** Null: the audit does not tell of it (any more). */
  readonly at: number | null;
  readonly action: string | null;
  readonly target: string | null;
  /** When it was taken back before; null: it was not. */
  readonly undoneAt: number | null;
}

const RESET_WARNINGS = [
  'no-commit',
  'committed-below-log-start',
  'committed-beyond-end',
  'no-record-at-or-after',
  'skips-records',
  /** The offset was committed for an earlier topic of this name. */
  'topic-recreated',
  /** Records may be gone between any two offsets: a difference counts offsets, not records. */
  'compacted',
  /** Behind the new offset there are records of a transaction that is still open; they are skipped. */
  'open-transaction',
  /** What is at the new offset is among the next to be deleted by retention. */
  'near-retention',
  /** Something else has committed since the operation that is taken back (see appliedOffset). */
  'moved-since',
  /** The committed offset has moved in the last minutes, not from here, though the group has no member. */
  'moving',
] as const;
export type ResetWarning = (typeof RESET_WARNINGS)[number];

/** Null offsets: none committed, or (new) cannot be told: see problem. */
export interface PlannedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly oldOffset: number | null;
  readonly oldLeaderEpoch: number | null;
  readonly oldMetadata: string | null;
  readonly newOffset: number | null;
  readonly newLeaderEpoch: number | null;
  /** The old one where the position does not change; otherwise null. */
  readonly newMetadata: string | null;
  readonly logStartOffset: number | null;
  readonly logEndOffset: number | null;
  /** Up to where consumers read that wait for transactions to end; null: not known. */
  readonly lastStableOffset: number | null;
  /** Null: the broker does not tell topic ids (before 2.8). */
  readonly topicId: string | null;
  /** None was committed before what is taken back: the committed offset goes (newOffset is null then). */
  readonly removesCommit: boolean;
  /** The wish lay outside the log, and was brought to its edge. */
  readonly clamped: 'to-log-start' | 'to-log-end' | null;
  readonly warnings: readonly ResetWarning[];
  /** What the operation that is taken back had committed; null: nothing. Left out: it is no undo, or it is not known. */
  readonly appliedOffset?: number | null;
  /** Why this partition cannot be planned; then newOffset is null and it is left as it is. */
  readonly problem: Failure | null;
}

export interface GroupOccupant {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly host: string;
}

/** `streams`: a Kafka Streams application, whose state and internal topics are not reset with its offsets. `connect`: a sink connector's, named after it. */
const GROUP_WARNINGS = ['streams', 'connect'] as const;
export type GroupWarning = (typeof GROUP_WARNINGS)[number];

export interface PlannedGroup {
  readonly groupId: string;
  /** Null: the broker does not tell types, or the group does not exist. */
  readonly groupType: string | null;
  /** Null: the group does not exist. */
  readonly groupState: string | null;
  /** Rises when a member of a KIP-848 group comes, leaves or changes. Null: the group has none, or it is not known. */
  readonly groupEpoch: number | null;
  readonly members: readonly GroupOccupant[];
  /** After so many ms without a heartbeat its members are removed, by the group's settings. Null: it has none, or some use the classic protocol, whose time-out no API tells, or it was not told. */
  readonly sessionTimeOutMs: number | null;
  readonly coordinatorId: number | null;
  /** Why Kafka would refuse this now, or why we do; null: it can be applied. */
  readonly refusal: Failure | null;
  readonly warnings: readonly GroupWarning[];
  readonly partitions: readonly PlannedPartition[];
}

/** What will be done, fixed: applied as it is or not at all. Times are epoch ms. */
export interface ResetPlan {
  readonly planId: string;
  readonly kafkaClusterId: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly request: ResolvedRequest;
  readonly groups: readonly PlannedGroup[];
  /** What could not be read and only warnings need: of these warnings nothing is known. */
  readonly failures: readonly Failure[];
}

/** What became of one partition (newOffset null and `applied`: its commit was removed). `reverted`: it was committed, and something moved it again before it was read back. */
export interface ResetOutcome {
  readonly topic: string;
  readonly partition: number;
  readonly oldOffset: number | null;
  readonly newOffset: number | null;
  readonly status: 'applied' | 'failed' | 'skipped' | 'reverted' | 'unknown';
  /** What the coordinator held when it was read back; null: nothing, or it could not be read (see failure). */
  readonly readBack: number | null;
  readonly failure: Failure | null;
}

export interface GroupOutcome {
  readonly groupId: string;
  readonly outcomes: readonly ResetOutcome[];
}

/** `refused`: nothing was written to Kafka, and why. `done`: see each partition; the operation's snapshot is kept under `operationId`. */
export type ResetResult =
  | { readonly kind: 'refused'; readonly failures: readonly Failure[] }
  | { readonly kind: 'done'; readonly operationId: string; readonly groups: readonly GroupOutcome[]; readonly auditFailure: Failure | null };

/** A partition that something else committed after it was applied. */
export interface MovedBack {
  readonly groupId: string;
  readonly topic: string;
  readonly partition: number;
  /** What was applied, and what is committed now; null: nothing. */
  readonly applied: number | null;
  readonly now: number | null;
  /** Who is in the group now. Nobody: something that is no member, as a consumer that assigns its partitions itself, or a tool. */
  readonly members: readonly GroupOccupant[];
}

export interface Verification {
  readonly movedBack: readonly MovedBack[];
  /** What could not be read: of these nothing is known. */
  readonly failures: readonly Failure[];
}
