import { z } from 'zod';
import { MOST_MEMBERS_ADDED, MOST_PARTITIONS_OF_TOPIC } from './what-if-limits';

const name = z.string().max(40_000);

/** What is to be different. Nothing of it is done. */
export const assignmentChange = z.object({
  /** Members that come (above 0) or go (below 0); 0 for none. */
  members: z.number().int().min(-10_000).max(MOST_MEMBERS_ADDED),
  /** Member ids of those that go, beside `members`. */
  gone: z.array(name).max(10_000).readonly(),
  /** Kafka's name of the assignor; null: as it is. */
  assignor: z.string().max(200).nullable(),
  /** Topics with their new number of partitions. */
  partitions: z.array(z.object({ topic: name, partitions: z.number().int().min(1).max(MOST_PARTITIONS_OF_TOPIC) })).max(1_000).readonly(),
  /** Every member gets a group.instance.id. */
  makeStatic: z.boolean(),
});
export type AssignmentChange = z.infer<typeof assignmentChange>;

/**
 * How a group hands partitions over. `eager`: everybody gives up everything first. `cooperative`: only what moves is given up, and
 * assigned in a second rebalance. `consumer` (KIP-848): only what moves, member by member, without a barrier.
 */
export type HandOver = 'eager' | 'cooperative' | 'consumer';

/** What one member, or all of one host, has. */
export interface AssignedLoad {
  readonly partitions: number;
  /** Over partitions whose lag is known; null if none is (or there are none that it could be known of). 0 partitions have a lag of 0. */
  readonly lag: number | null;
  /** Partitions whose lag is not in `lag`: not known, nothing committed, or not there yet. */
  readonly unknownPartitions: number;
  /** Records per second that are written to its partitions, by the last minutes; null if that is not known of one of them. */
  readonly producedPerSecond: number | null;
  /**
   * Records per second by which its lag grows (below 0: shrinks). Before, and after where it keeps just what it has: as it did in the last minutes. Else
   * an estimate, by what is written and by `oneMemberReads`. Null: not known.
   */
  readonly lagPerSecond: number | null;
}

export interface WhatIfMember {
  /** Null for a member that there is not yet. */
  readonly memberId: string | null;
  readonly groupInstanceId: string | null;
  readonly clientId: string | null;
  readonly host: string | null;
  /** Null: it was not there. */
  readonly before: AssignedLoad | null;
  /** Null: it is not there any more. */
  readonly after: AssignedLoad | null;
}

/** A group as it is, and as Kafka would have it after a change. */
export interface WhatIf {
  readonly groupId: string;
  /** How the change would reach the members. */
  readonly kind: HandOver;
  readonly assignor: { readonly before: string; readonly after: string };
  readonly members: readonly WhatIfMember[];
  /** Null host: members that there are not yet. */
  readonly hosts: readonly { readonly host: string | null; readonly before: AssignedLoad; readonly after: AssignedLoad }[];
  readonly topics: readonly string[];
  /** One entry per partition of the subscribed topics, in (topic, partition) order. */
  readonly columns: {
    readonly topic: Int32Array;
    readonly partition: Int32Array;
    /** Index into members, -1 for none. */
    readonly before: Int32Array;
    readonly after: Int32Array;
    /** 1 where it is read now and would stand still on the way. */
    readonly stops: Uint8Array;
  };
  /** Partitions that somebody has and would not have any more: somebody else gets them, or nobody is left who subscribes the topic. */
  readonly moved: number;
  /** By where the member ids of new members happen to sort; null where that makes no difference to the number, or there are too many ways (notes say so). */
  readonly movedBetween: { readonly least: number; readonly most: number } | null;
  /** The most that one member has read of late; null: not known, since the group was not watched for a minute with these members. */
  readonly oneMemberReads: {
    readonly perSecond: number;
    /** That member was behind all the time: it reads no faster. False: nobody was behind, so how fast one can read is not known. */
    readonly isMost: boolean;
  } | null;
  /** What follows from that for the estimate of how lag would grow: a sentence. */
  readonly outlook: string;
  /** Partitions that stand still on the way. */
  readonly stopped: number;
  /** Another assignor of a classic group: rolling restarts of all members, at least, and what happens in them, in sentences. Null: none is needed. */
  readonly restarts: { readonly rounds: number; readonly text: string } | null;
  /** Rebalances (classic) until all is as in `after`; null for KIP-848, which has none, and where `restarts` bring as many as there are members, or more. */
  readonly rebalances: number | null;
  /** How those that stand still do: one or two sentences. */
  readonly how: string;
  /** False: one of several pictures that are equally good, or that depend on ids that are not known yet. `notes` say why. */
  readonly unique: boolean;
  /** What this rests on or leaves open: sentences. */
  readonly notes: readonly string[];
}
