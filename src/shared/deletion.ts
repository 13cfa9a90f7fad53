import type { Failure } from './failure';
import type { GroupOccupant } from './reset';

/** What is to be deleted: committed offsets of one group, or whole groups with all of theirs. */
export type DeletionWish =
  | { readonly kind: 'offsets'; readonly groupId: string; readonly partitions: readonly { readonly topic: string; readonly partition: number }[] }
  | { readonly kind: 'groups'; readonly groupIds: readonly string[] };

/** A committed offset that goes. */
export interface PlannedOffsetDeletion {
  readonly topic: string;
  readonly partition: number;
  /** Null: none is committed, or it is not known (see problem). */
  readonly committedOffset: number | null;
  /** Records between it and the log end; null: not known. */
  readonly lag: number | null;
  readonly problem: Failure | null;
}

export interface PlannedGroupDeletion {
  readonly groupId: string;
  /** Null: the broker does not tell types, or there is no such group. */
  readonly groupType: string | null;
  /** Null: there is no such group. */
  readonly groupState: string | null;
  readonly members: readonly GroupOccupant[];
  /** See PlannedGroup. */
  readonly sessionTimeOutMs: number | null;
  /** Why Kafka would refuse this now; null: it can be done. */
  readonly refusal: Failure | null;
  /** What to know of it though it can be done; one sentence each. */
  readonly notes: readonly string[];
  readonly partitions: readonly PlannedOffsetDeletion[];
}

/** What will be deleted, fixed: carried out as it is or not at all. Times are epoch ms. */
export interface DeletionPlan {
  readonly planId: string;
  readonly kafkaClusterId: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly wish: DeletionWish;
  readonly groups: readonly PlannedGroupDeletion[];
}

/** What became of one thing that was to be deleted. `gone`: it was not there. `unknown`: it could not be read back, or Kafka did not answer and it is still there. */
export interface Deletion {
  readonly groupId: string;
  /** Null: the whole group. */
  readonly partition: { readonly topic: string; readonly partition: number } | null;
  readonly status: 'deleted' | 'gone' | 'failed' | 'unknown';
  readonly failure: Failure | null;
}

/** `refused`: nothing was written to Kafka, and why. `done`: see each; what was committed is kept under `operationId`. */
export type DeletionResult =
  | { readonly kind: 'refused'; readonly failures: readonly Failure[] }
  | { readonly kind: 'done'; readonly operationId: string; readonly deletions: readonly Deletion[]; readonly auditFailure: Failure | null };
