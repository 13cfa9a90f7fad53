import type { Failure } from './failure';
import type { RebalanceStorm } from './rebalances';
import type { GroupTimeOuts } from './time-outs';
import type { Verdict } from './verdict';

/** A group's states while it hands partitions around: the first two of classic groups, the others of KIP-848's. */
export const REBALANCING_STATES: ReadonlySet<string> = new Set(['PreparingRebalance', 'CompletingRebalance', 'Assigning', 'Reconciling']);

export interface TopicPartitions {
  readonly topic: string;
  readonly partitions: readonly number[];
}

/** Tasks of one subtopology by the partitions that they read: 0 and 2 of subtopology 1 are the tasks 1_0 and 1_2. */
export interface SubtopologyTasks {
  readonly subtopologyId: string;
  readonly partitions: readonly number[];
}

/** Of a member of a streams group. Active tasks read and process, standby ones keep a copy of a state, warmup ones fill one before they move. */
export interface StreamsTasks {
  readonly active: readonly SubtopologyTasks[];
  readonly standby: readonly SubtopologyTasks[];
  readonly warmup: readonly SubtopologyTasks[];
}

/** One member of a group. Null means that this protocol or broker version does not tell. */
export interface GroupMember {
  readonly memberId: string;
  /** Static membership's group.instance.id; null for a dynamic member. */
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly host: string;
  readonly rack: string | null;
  /** Topics it subscribed by name; null if unreadable (a Failure says why), or not told while the group rebalances. */
  readonly subscription: readonly string[] | null;
  /** KIP-848: the broker-side regular expression; null if none. */
  readonly subscribedPattern: string | null;
  /** Null if unreadable, or not told while the group rebalances. Empty means idle. */
  readonly assignment: readonly TopicPartitions[] | null;
  /** KIP-848 and streams groups only; null elsewhere. */
  readonly targetAssignment: readonly TopicPartitions[] | null;
  readonly memberEpoch: number | null;
  /** By which protocol it takes part in a KIP-848 group: both are there during an upgrade. Null elsewhere, and before Kafka 4.0. */
  readonly memberType: 'classic' | 'consumer' | null;
  /** Classic: the generation that it was in when it last joined, so that the group's is at least one more; 0: in none. Null if it does not say (clients before Kafka 3.5, unless sticky). */
  readonly generation: number | null;
  /** Classic: what it still owned when it last joined, which an eager member never does (sticky tells what it owned before); null if it does not say. */
  readonly ownedPartitions: readonly TopicPartitions[] | null;
  /** Of streams groups only: the process of which it is a thread, and its tasks. What the active ones read is its `assignment`. */
  readonly streams?: { readonly processId: string; readonly tasks: StreamsTasks };
}

/** A member that commits nothing though records wait in its partitions, for longer than its rhythm explains. It may well live. */
export interface SilentMember {
  /** Index into GroupDetail.members. */
  readonly member: number;
  /** Epoch ms of the last sign of life that was seen: a commit, or the rebalance in which it got its partitions; else since when it is watched. */
  readonly since: number;
}

export interface GroupVerdict {
  readonly verdict: Verdict;
  /** Epoch ms since when, as far as our own samples reach; null if not known. */
  readonly since: number | null;
  /** True when the condition was already there at our first sample: "for at least". */
  readonly atLeast: boolean;
  /** The answer to "how is it?": one sentence in plain text. */
  readonly sentence: string;
  /** What the sentence rests on, or null. */
  readonly evidence: string | null;
}

/**
 * Everything the group page shows but history. Columns have one entry per partition, in (topic, partition) order.
 * NaN in a Float64Array means unknown (or, for committed, none: see lagState). -1 in an index column means none.
 */
export interface GroupDetail {
  readonly groupId: string;
  readonly revision: number;
  /** Epoch ms at which its offsets were read; NaN: never. */
  readonly sampledAt: number;
  /** Broker's word: `classic`, `consumer`, `share`, `streams`; null if the broker does not tell types (before 3.8). */
  readonly groupType: string | null;
  /** Broker's word, unknown strings kept; null if not known. */
  readonly groupState: string | null;
  readonly protocolType: string | null;
  readonly assignor: string | null;
  readonly coordinator: { readonly nodeId: number; readonly host: string; readonly port: number } | null;
  readonly groupEpoch: number | null;
  readonly assignmentEpoch: number | null;
  /** By its settings, where they tell any (KIP-848, share and streams groups); null: they do not, or were not read (yet). */
  readonly timeOuts: GroupTimeOuts | null;
  /** Members that seem to have stopped. */
  readonly silent: readonly SilentMember[];
  readonly totalLag: number | null;
  readonly unknownPartitions: number;
  /** Partitions with no committed offset that are not known to be empty: whatever waits there is not in totalLag, which is then a lower bound. */
  readonly uncommittedPartitions: number;
  readonly verdict: GroupVerdict;
  readonly members: readonly GroupMember[] | null;
  readonly topics: readonly string[];
  /** Shared reasons for unknown figures; columns.reason points into it. */
  readonly reasons: readonly string[];
  readonly columns: {
    readonly topic: Int32Array;
    readonly partition: Int32Array;
    readonly committedOffset: Float64Array;
    readonly logStartOffset: Float64Array;
    readonly logEndOffset: Float64Array;
    readonly lag: Float64Array;
    /** Index into LAG_STATES. */
    readonly lagState: Uint8Array;
    /** Index into VERDICTS of this partition alone. */
    readonly verdict: Uint8Array;
    /** Epoch ms since when the verdict holds; NaN if not known. */
    readonly verdictSince: Float64Array;
    /** Index into members, -1 if no owner. */
    readonly owner: Int32Array;
    /** Epoch ms at which we last saw the committed offset change; NaN if never seen to change. */
    readonly commitChangedAt: Float64Array;
    /** Epoch ms at which the committed offset behind `lag` was read; NaN: never. */
    readonly sampledAt: Float64Array;
    /** Index into reasons, -1 if all is known. */
    readonly reason: Int32Array;
  };
  readonly failures: readonly Failure[];
}

/** Lag per partition over time. `lag[row * partitions + column]`, NaN = gap. Rows ascend in time. */
export interface GroupHistory {
  /** Changes when the set of partitions changed: then this answer is whole, whatever was asked. */
  readonly partitionsRevision: number;
  readonly topics: readonly string[];
  readonly topic: Int32Array;
  readonly partition: Int32Array;
  /** Epoch ms of each row. */
  readonly times: Float64Array;
  readonly lag: Float64Array;
  /** Things that happened, for marks on the time axis; `at` is epoch ms. */
  readonly events: readonly { readonly at: number; readonly kind: 'rebalance' | 'members-left' | 'topic-deleted' | 'coordinator-moved'; readonly text: string }[];
}

/** The groups table of one cluster as columns; see GroupDetail for NaN and -1. */
export interface GroupsTable {
  readonly revision: number;
  readonly sampledAt: number;
  /** Changes when any of `names` changes. */
  readonly namesRevision: number;
  /** Null when the caller's namesRevision is still current. Row order of all columns. */
  readonly names: GroupsTableNames | null;
  /** Groups that rebalance too often, by row, ascending. A flag beside the verdict: such a group may well keep up. */
  readonly storms: readonly { readonly row: number; readonly storm: RebalanceStorm }[];
  readonly columns: {
    /** -1: not known. */
    readonly members: Int32Array;
    /** Seen to begin in the last ten minutes, at least; -1: the group was never described. */
    readonly rebalances: Int32Array;
    readonly partitions: Int32Array;
    readonly totalLag: Float64Array;
    readonly unknownPartitions: Int32Array;
    /** See GroupDetail. */
    readonly uncommittedPartitions: Int32Array;
    /** Index into names.topics, -1 none. */
    readonly worstTopic: Int32Array;
    readonly worstPartition: Int32Array;
    readonly worstLag: Float64Array;
    /** Index into VERDICTS. */
    readonly verdict: Uint8Array;
    /** Epoch ms; NaN: not known. */
    readonly verdictSince: Float64Array;
    /** 1 where the condition was there at our first sample. */
    readonly verdictAtLeast: Uint8Array;
    /** Epoch ms at which this row's offsets were read; NaN: never. */
    readonly sampledAt: Float64Array;
  };
}

export interface GroupsTableNames {
  readonly groupIds: readonly string[];
  /** Dictionaries; entry null = not known. */
  readonly types: readonly (string | null)[];
  readonly states: readonly (string | null)[];
  readonly assignors: readonly (string | null)[];
  readonly topics: readonly string[];
  /** Per row: index into the dictionaries. */
  readonly type: Uint16Array;
  readonly state: Uint16Array;
  readonly assignor: Uint16Array;
  /** Topics of row r: topicIndex[topicFrom[r] .. topicFrom[r+1]). */
  readonly topicFrom: Int32Array;
  readonly topicIndex: Int32Array;
}

export interface TopicRow {
  readonly topic: string;
  /** Null: not known (gone, not authorised). */
  readonly partitions: number | null;
  readonly groups: number;
  readonly totalLag: number | null;
  readonly unknownPartitions: number;
  /** See GroupDetail. */
  readonly uncommittedPartitions: number;
  readonly failure: Failure | null;
}

/** One topic and the groups that commit to it, own it or subscribe to it. */
export interface TopicDetail {
  readonly topic: string;
  readonly partitions: number | null;
  readonly sampledAt: number | null;
  readonly failure: Failure | null;
  readonly partitionRows: readonly {
    readonly partition: number;
    readonly leader: number | null;
    readonly logStartOffset: number | null;
    readonly logEndOffset: number | null;
    /** Epoch ms at which the log end was asked for; null: never. */
    readonly logEndAt: number | null;
    readonly failure: Failure | null;
  }[];
  readonly groups: readonly {
    readonly groupId: string;
    /** See GroupDetail. */
    readonly groupType: string | null;
    readonly groupState: string | null;
    readonly verdict: Verdict;
    readonly members: number | null;
    /** Over this topic's partitions only. */
    readonly partitions: number;
    readonly totalLag: number | null;
    readonly unknownPartitions: number;
    /** See GroupDetail. */
    readonly uncommittedPartitions: number;
    readonly worstPartition: number | null;
    /** Epoch ms at which the group's offsets were read; NaN: never. */
    readonly sampledAt: number;
  }[];
}
