/** Who a member is, as far as descriptions tell. */
export interface RebalanceMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly host: string;
}

/** `count` of them all; `members` names the first ones. */
export interface RebalanceMembers {
  readonly count: number;
  readonly members: readonly RebalanceMember[];
}

/** By what a newcomer was taken for the one who left; a member id returns only with KIP-848, where the client makes it. */
export type ReturnedBy = 'member-id' | 'instance-id' | 'client-id-and-host' | 'client-id';

/** Null owner: nobody. */
export interface PartitionMove {
  readonly topic: string;
  readonly partition: number;
  readonly from: RebalanceMember | null;
  readonly to: RebalanceMember | null;
}

/** Eager: every member gives up everything first. Cooperative (and KIP-848): only what moves stands still. */
export type RebalanceProtocol = 'eager' | 'cooperative' | 'unknown';

/** `none`: a static member came back under another member id, and no partition stood still. */
export type RebalanceKind = 'stop-the-world' | 'incremental' | 'none' | 'unknown';

export type RebalanceCauseKind =
  | 'triggered-here'
  | 'member-joined'
  | 'member-left'
  | 'session-timed-out'
  | 'poll-interval-exceeded'
  | 'member-restarted'
  | 'rolling-restart'
  | 'subscription-changed'
  | 'partitions-changed'
  | 'coordinator-moved'
  | 'unknown';

export interface RebalanceCause {
  readonly kind: RebalanceCauseKind;
  /** `certain` only where the protocol leaves nothing else; no cause is told by Kafka itself. */
  readonly certainty: 'certain' | 'likely' | 'possible' | 'unknown';
  /** What was seen, in whole sentences of plain text. */
  readonly evidence: string;
}

/** One time that a group handed its partitions around, as far as its descriptions show it. */
export interface Rebalance {
  /** Ascending within the group, for as long as it is watched. */
  readonly id: number;
  /** Epoch ms of the last description that did not show it: it began after this. Null: it was under way at the first look. */
  readonly startedAfter: number | null;
  /** Epoch ms of the first description that showed it: it began before this. */
  readonly startedAt: number;
  /** Epoch ms of the first description that showed the group settled again; null: it is still on. */
  readonly endedAt: number | null;
  /** It took between these; `most` null: not known, since its beginning was not seen or it is still on. */
  readonly durationMs: { readonly least: number; readonly most: number | null };
  readonly kind: RebalanceKind;
  /** Rebalances in it, at least: descriptions miss those that are over before the next one. 0 where `kind` is none. */
  readonly count: number;
  /** KIP-848 tells an epoch for each; the generations of a classic group are only a lower bound. */
  readonly countIsExact: boolean;
  /** Classic: at least, from what members say that they were in before; null: none said. */
  readonly generation: { readonly from: number | null; readonly to: number | null };
  /** KIP-848 and share groups; null elsewhere. */
  readonly groupEpoch: { readonly from: number | null; readonly to: number | null };
  /** How many there were before (null: not seen) and are after it, so far. */
  readonly members: { readonly before: number | null; readonly after: number };
  /** There after it and not before, but for those that replaced one who left. Where that and `left` are nobody, or its beginning was not seen: who came, and who went, while it was on. */
  readonly joined: RebalanceMembers;
  readonly left: RebalanceMembers;
  readonly replaced: { readonly count: number; readonly pairs: readonly { readonly before: RebalanceMember; readonly after: RebalanceMember; readonly by: ReturnedBy }[] };
  /** Partitions whose owner is another one after it; `moves` names the first ones. Null: the owners before or after it are not known. */
  readonly moved: { readonly count: number; readonly moves: readonly PartitionMove[] } | null;
  readonly cause: RebalanceCause;
  /** What was done to the group just before or meanwhile on this computer, by the window or the command line; null: nothing. */
  readonly triggeredHere: { readonly at: number; readonly text: string } | null;
}

/** Why a rebalance is not over yet. */
export interface RebalanceUnderWay {
  readonly groupState: string;
  /** How long it has been seen on, ms. */
  readonly sinceMs: number;
  /** Who it waits for, or may; null: not known. */
  readonly waitsFor: { readonly certainty: 'certain' | 'possible'; readonly members: RebalanceMembers } | null;
  /** What that rests on, and what ends the wait. */
  readonly evidence: string;
  /** Ms until the group goes on without them; null: the protocol tells no time-out (`evidence` says which one counts). */
  readonly timeOutMs: number | null;
}

/** Many rebalances in a short time. */
export interface RebalanceStorm {
  /** At least so many … */
  readonly rebalances: number;
  /** … in so many minutes. */
  readonly minutes: number;
  /** Comes, goes or is replaced in more than half of them; null: nobody does. */
  readonly culprit: { readonly member: RebalanceMember; readonly rebalances: number } | null;
  readonly evidence: string;
}

/** What rebalances one group had in the last hour, as far as it was watched. */
export interface RebalanceHistory {
  readonly groupId: string;
  /** Epoch ms of the first description; null: it was never described. Nothing is known of the time before. */
  readonly watchedSince: number | null;
  /** Ms between descriptions at present. */
  readonly resolutionMs: number;
  /** Null: the group has no assignor (no members, or not known). */
  readonly protocol: RebalanceProtocol | null;
  /** Of a classic group, at least, by what its members say; null: none says. The leader is told by no API. */
  readonly generation: number | null;
  /** Newest first. */
  readonly rebalances: readonly Rebalance[];
  /** More of the last hour that were dropped to save memory. */
  readonly forgotten: number;
  readonly underWay: RebalanceUnderWay | null;
  readonly storm: RebalanceStorm | null;
}
