import { failureKey, type Failure } from '../../shared/failure';
import type { BrokerStatus } from '../../shared/cluster';
import { PartitionTable } from '../groups/partition-table';
import type { Trigger } from '../rebalances/rebalance-log';
import { newGroupRecord, type GroupRecord } from './group-record';
import { LANES } from './lane-plan';
import { History } from './history';
import { MemberDecoder } from './member-decoder';
import { newWork, type Work } from './work';

export interface BrokerFacts {
  readonly nodeId: number;
  host: string;
  port: number;
  rack: string | null;
  state: BrokerStatus['state'];
  /** Present in the newest Metadata. */
  live: boolean;
  groups: number | null;
  lastMs: number | null;
  answeredAt: number | null;
  failure: Failure | null;
  /** Why it has not answered this round's poll yet; null if it has. */
  slow: Failure | null;
  /** Epoch ms at which its newest listing was asked for; NaN while that failed or came in part. A group that it does not list is not its any more. */
  completeListingAskedAt: number;
  /** Monotonic ms at which it left the Metadata; NaN while it is there. */
  leftAt: number;
  readonly poll: Work;
  /** Start offsets of its share groups, which it asks of other brokers: one that does not answer must hold back nothing else. */
  readonly readingShareOffsets: Work;
  /** Log ends in line with committed offsets, by lane; and those after all committed offsets. */
  readonly readingInLine: readonly Work[];
  readonly readingEnds: Work;
}

let revisions = 0;

/** Everything that rounds have learnt of one cluster. */
export class ClusterFacts {
  readonly partitions = new PartitionTable();
  readonly groups = new Map<string, GroupRecord>();
  readonly brokers = new Map<number, BrokerFacts>();
  readonly members = new MemberDecoder();
  readonly history = new History();
  /** Another number, never used before, when a group appears or goes, or its partitions, type, state, assignor or members change. */
  structureRevision = 0;
  /** Metadata must be read again before the next log ends. */
  metadataDue = true;
  /** Monotonic ms. */
  metadataReadAt = NaN;
  metadataFailure: Failure | null = null;
  /** Brokers of the newest Metadata that are beyond those we talk to. */
  brokersLeftOut = 0;
  /** Some partition had no leader by the newest Metadata. */
  leaderless = false;
  readonly readingMetadata = newWork();
  readonly readingUnseen = newWork();
  /** Monotonic ms. */
  logStartsReadAt = NaN;
  /** By how many ms the epoch was ahead of the monotonic clock at the last look; NaN before the first. */
  clockAhead = NaN;
  /** Epoch ms at which the clock was seen to have gone forward; NaN: never. Durations across it are not to be trusted. */
  leaptAt = NaN;
  /** By how many ms the stamps in here went back in all, with the clock. */
  setBackMs = 0;
  /** The structureRevision that log starts were last read for. */
  logStartsFor = -1;
  /** Groups in which a rebalance is on, the newest last. */
  readonly rebalancing = new Set<string>();
  /** Requests that were sent between and beside rounds, to look at single groups more often. */
  looks = 0;
  /** Epoch ms at which the newest round that has ended began; NaN: none has. */
  newestRoundAt = NaN;
  /** Epoch ms at which the newest round began that some broker answered in; null: none has. */
  sampledAt: number | null = null;
  /** Failures of the newest round that has ended, and of what came late to it. */
  roundFailures: readonly Failure[] = [];
  private readonly noted = new Map<string, Failure>();

  /** `triggersOf`: what was done to a group on this computer lately that makes it rebalance. */
  constructor(private readonly triggersOf: (groupId: string) => readonly Trigger[] = () => []) {}

  structureChanged(): void {
    revisions += 1;
    this.structureRevision = revisions;
  }

  /** Adds a failure to the round under way, once: a hundred groups that fail alike by one broker are one line. */
  note(failure: Failure): void {
    this.noted.set(failureKey(failure), failure);
  }

  /** Publishes what was noted, but for what has settled since. */
  publishFailures(isSettled: (failure: Failure) => boolean): void {
    this.roundFailures = [...this.noted.values()].filter((failure) => !isSettled(failure));
    this.noted.clear();
  }

  group(groupId: string, coordinatorId: number): GroupRecord {
    const known = this.groups.get(groupId);
    if (known !== undefined) return known;
    const record = newGroupRecord(groupId, coordinatorId, () => this.triggersOf(groupId));
    this.groups.set(groupId, record);
    this.structureChanged();
    return record;
  }

  /** Another group has the name now: nothing that is known of the former one is its. */
  renewGroup(groupId: string, coordinatorId: number): GroupRecord {
    this.groups.delete(groupId);
    this.history.forget(groupId);
    return this.group(groupId, coordinatorId);
  }

  /** The group, if this broker is (still) its coordinator: a late answer must not undo what a newer one told. */
  coordinatedBy(broker: BrokerFacts, groupId: string): GroupRecord | undefined {
    const record = this.groups.get(groupId);
    return record?.coordinatorId === broker.nodeId ? record : undefined;
  }

  broker(nodeId: number): BrokerFacts {
    const known = this.brokers.get(nodeId);
    if (known !== undefined) return known;
    const broker: BrokerFacts = {
      nodeId, host: '', port: 0, rack: null, state: 'unknown', live: true, groups: null, lastMs: null, answeredAt: null,
      failure: null, slow: null, completeListingAskedAt: NaN, leftAt: NaN, poll: newWork(), readingShareOffsets: newWork(),
      readingInLine: Array.from({ length: LANES }, newWork), readingEnds: newWork(),
    };
    this.brokers.set(nodeId, broker);
    return broker;
  }
}
