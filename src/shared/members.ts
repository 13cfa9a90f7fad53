import { z } from 'zod';
import type { Failure } from './failure';
import type { TopicPartitions } from './group';
import type { PartitionMove, RebalanceMember, RebalanceProtocol } from './rebalances';

const name = z.string().max(40_000);

/** Which members of a group are to be removed: those named (a member id, or of a static member its instance id), all on one host as the broker names it, or all. */
export const memberChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('members'), memberIds: z.array(name).max(10_000).readonly(), instanceIds: z.array(name).max(10_000).readonly().optional() }),
  z.object({ kind: z.literal('host'), host: name }),
  z.object({ kind: z.literal('all') }),
]);
export type MemberChoice = Readonly<z.infer<typeof memberChoice>>;

export interface PlannedMember extends RebalanceMember {
  /** How many it owns now; null: not told. */
  readonly partitions: number | null;
  /** Which ones; null: not told. */
  readonly assignment: readonly TopicPartitions[] | null;
}

/** What there is where a rebalance cannot be triggered, as far as Offsight does it. */
export type RebalanceInstead = 'remove-members' | null;

interface MembersPlan {
  readonly planId: string;
  readonly kafkaClusterId: string | null;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly groupId: string;
  /** `classic`, `consumer`, `share`, `streams`; null: the broker does not tell types, or there is no such group. */
  readonly groupType: string | null;
  /** Null: there is no such group, or it is not known. */
  readonly groupState: string | null;
  /** Null: none, or not known. */
  readonly assignor: string | null;
  /** Null: there is no assignor. */
  readonly protocol: RebalanceProtocol | null;
  /** What will happen to this group, in whole sentences of plain text, the most important first. Empty where it is refused. */
  readonly consequences: readonly string[];
  /** Why it cannot be done, and what there is instead; null: it can. */
  readonly refusal: Failure | null;
}

/** What triggering a rebalance will do to a group, fixed: carried out as it is or not at all. */
export interface RebalancePlan extends MembersPlan {
  readonly kind: 'rebalance';
  readonly members: readonly PlannedMember[];
  /** Owned by some member now; null: not told. */
  readonly partitions: number | null;
  /** Of those, how many are expected to stand still: all of an eager group, none of a cooperative one. Null: not known. */
  readonly stops: number | null;
  readonly instead: RebalanceInstead;
}

export interface PlannedRemoval extends PlannedMember {
  /** A static member is removed by its instance id: then its partitions are free at once. */
  readonly by: 'member-id' | 'instance-id';
}

/** Who will be removed from a group. */
export interface RemovalPlan extends MembersPlan {
  readonly kind: 'removal';
  readonly which: MemberChoice;
  readonly members: readonly PlannedRemoval[];
  /** Members that are left. */
  readonly remaining: number;
}

/** What became of the group, as far as it was followed. */
export interface GroupAfterwards {
  /** Ms from the change to the first description of the settled group; null: it had not settled when following it ended (see `text`). */
  readonly settledAfterMs: number | null;
  /** Null: not known. */
  readonly groupState: string | null;
  /** Classic: at least, by what members say; null where none says, and elsewhere. */
  readonly generation: { readonly from: number | null; readonly to: number | null };
  /** KIP-848; null elsewhere. */
  readonly groupEpoch: { readonly from: number | null; readonly to: number | null };
  /** Rebalances between the two, at least; null: not known. */
  readonly rebalances: number | null;
  /** Partitions whose owner is another one; a member that came back is the same. `moves` names the first ones. Null: not known. */
  readonly moved: { readonly count: number; readonly moves: readonly PartitionMove[] } | null;
  /** All of it in one sentence: “Stable after 3.1 s, generation 12 → 13, 0 partitions moved.” */
  readonly text: string;
}

/**
 * What became of one member. `removed`: the coordinator said so, and it was read back. `gone`: it is no member any more, and this did not
 * remove it or (see failure) nobody knows. `failed`: it was not removed, or is one still (see failure). `unknown`: neither the answer nor the reading tells.
 */
export interface RemovedMember extends RebalanceMember {
  readonly status: 'removed' | 'gone' | 'failed' | 'unknown';
  readonly failure: Failure | null;
  /** As whom it came back, as far as was seen: its process lives. Null: it was not seen to. */
  readonly cameBackAs: RebalanceMember | null;
}

/** `refused`: nothing was done, and why. The others: done, kept in the audit under `operationId` unless `auditFailure`. */
export type MembersResult =
  | { readonly kind: 'refused'; readonly failures: readonly Failure[] }
  | {
      readonly kind: 'rebalanced';
      readonly operationId: string;
      readonly afterwards: GroupAfterwards;
      /** It cannot be said that nothing was left in the group, or that it was one rebalance only; null: both are so. */
      readonly failure: Failure | null;
      readonly auditFailure: Failure | null;
    }
  | { readonly kind: 'removed'; readonly operationId: string; readonly members: readonly RemovedMember[]; readonly afterwards: GroupAfterwards; readonly auditFailure: Failure | null };
