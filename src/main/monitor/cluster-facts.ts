import type { Failure } from '../../shared/failure';
import type { BrokerStatus } from '../../shared/cluster';
import { PartitionTable } from '../groups/partition-table';
import { newGroupRecord, type GroupRecord } from './group-record';
import { History } from './history';
import { MemberDecoder } from './member-decoder';

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
  /** Whether its newest listing was complete: then a group that it does not list is not its any more. */
  listedCompletely: boolean;
  /** A poll of it is still under way. */
  polling: boolean;
  readingEnds: boolean;
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
  metadataReadAt = NaN;
  metadataFailure: Failure | null = null;
  logStartsReadAt = NaN;
  /** The structureRevision that log starts were last read for. */
  logStartsFor = -1;
  /** Failures of the newest round, by scope. */
  readonly roundFailures: Failure[] = [];

  structureChanged(): void {
    revisions += 1;
    this.structureRevision = revisions;
  }

  group(groupId: string, coordinatorId: number): GroupRecord {
    const known = this.groups.get(groupId);
    if (known !== undefined) return known;
    const record = newGroupRecord(groupId, coordinatorId);
    this.groups.set(groupId, record);
    this.structureChanged();
    return record;
  }

  broker(nodeId: number): BrokerFacts {
    const known = this.brokers.get(nodeId);
    if (known !== undefined) return known;
    const broker: BrokerFacts = {
      nodeId, host: '', port: 0, rack: null, state: 'unknown', live: true, groups: null, lastMs: null, answeredAt: null,
      failure: null, listedCompletely: false, polling: false, readingEnds: false,
    };
    this.brokers.set(nodeId, broker);
    return broker;
  }
}
