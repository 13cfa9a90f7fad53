import type { CallOptions, ClusterClient } from '../../../src/main/kafka/cluster-client';
import type { KafkaApi } from '../../../src/main/kafka/protocol/api';
import type { ListGroupsResponse } from '../../../src/main/kafka/protocol/apis/list-groups';
import type { ListOffsetsRequest, ListOffsetsResponse } from '../../../src/main/kafka/protocol/apis/list-offsets';
import type { Metadata } from '../../../src/main/kafka/protocol/apis/metadata';
import type { OffsetFetchResponse } from '../../../src/main/kafka/protocol/apis/offset-fetch';
import { ClusterFacts } from '../../../src/main/monitor/cluster-facts';
import { LogEndsPoll } from '../../../src/main/monitor/log-ends-poll';
import { runRound, type RoundReport } from '../../../src/main/monitor/round';

export interface TimedCall {
  readonly nodeId: number;
  readonly lane: number;
  readonly apiName: string;
  /** Of ListOffsets. */
  readonly timestamp: unknown;
}

type Delay = (call: TimedCall) => Promise<unknown> | null;
const AT_ONCE_MS = 2;

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** Brokers whose connections, dealings and answers take as long as a test wants; topics of one partition, which ends at `offset`, where all groups have committed, too. */
export class TimedCluster {
  readonly facts = new ClusterFacts();
  readonly traffic = { requests: 0, bytesIn: 0 };
  readonly brokersLeftOut = 0;
  readonly kafkaVersion = '4.3';
  readonly kafkaClusterId = 'timed';
  /** By name: who leads it, and its id. */
  readonly topics = new Map<string, { leader: number; readonly topicId: string }>();
  readonly groups = new Map<string, { coordinator: number; readonly topic: string }>();
  readonly connections = new Map<string, object>();
  readonly calls: TimedCall[] = [];
  offset = 100;
  /** Where log ends are, if not at `offset`. */
  logEnd: number | null = null;
  /** OffsetFetch tells that nothing has changed of groups that have rows. */
  unchanged = false;
  opening: Delay = () => null;
  dealing: Delay = () => null;
  answering: Delay = () => null;
  metadata: () => Promise<void> | null = () => null;
  private readonly logEnds: LogEndsPoll;

  constructor(readonly nodeIds: number[], private readonly far: boolean, private readonly patienceMs: number) {
    this.logEnds = new LogEndsPoll(this as unknown as ClusterClient, this.facts);
  }

  get brokers() {
    return this.nodeIds.map((nodeId) => ({ nodeId, host: 'timed', port: nodeId, rack: null }));
  }

  async round(): Promise<RoundReport> {
    await pause(3); // rounds are told apart by their milliseconds
    return runRound(this as unknown as ClusterClient, this.facts, this.logEnds, { signal: new AbortController().signal, timeoutMs: 5_000, patienceMs: this.patienceMs, intervalMs: 1_000 });
  }

  async readMetadata(names: readonly string[] | null): Promise<Metadata> {
    const topics = [...this.topics]
      .filter(([topic]) => names === null || names.includes(topic))
      .map(([topic, { leader, topicId }]) => ({ errorCode: 0, topic, topicId, internal: false, partition: Int32Array.of(0), leader: Int32Array.of(leader), leaderEpoch: Int32Array.of(0), errorCodes: Int16Array.of(0) }));
    await this.metadata();
    return { clusterId: 'timed', controllerId: 1, brokers: this.brokers, topics };
  }

  versionOf(): Promise<number> {
    return Promise.resolve(9);
  }

  fastestMs(): number {
    return this.far ? 20 : 1;
  }

  async send<Request, Response>(nodeId: number, api: KafkaApi<Request, Response>, request: Request, { lane = 0, onSent }: CallOptions): Promise<Response> {
    const call = { nodeId, lane, apiName: api.name, timestamp: (request as { readonly timestamp?: unknown }).timestamp };
    await this.opening(call);
    this.traffic.requests += 1;
    onSent?.(this.connectionOf(`${nodeId}/${lane}`));
    this.calls.push(call);
    await (this.dealing(call) ?? pause(AT_ONCE_MS));
    const answer = this.answer(nodeId, api.name, request);
    await (this.answering(call) ?? pause(AT_ONCE_MS));
    return answer as Response;
  }

  private connectionOf(name: string): object {
    const connection = this.connections.get(name) ?? {};
    this.connections.set(name, connection);
    return connection;
  }

  private answer(nodeId: number, apiName: string, request: unknown): unknown {
    switch (apiName) {
      case 'ListGroups': {
        const own = [...this.groups].filter(([, { coordinator }]) => coordinator === nodeId);
        return { errorCode: 0, groups: own.map(([groupId]) => ({ groupId, protocolType: '', groupState: 'Empty', groupType: 'classic' })) } satisfies ListGroupsResponse;
      }
      case 'OffsetFetch':
        return this.committed((request as { readonly groupIds: readonly string[] }).groupIds);
      case 'ListOffsets':
        return this.ends(request as ListOffsetsRequest);
      default:
        throw new Error(`${apiName} is not served`);
    }
  }

  private committed(groupIds: readonly string[]): OffsetFetchResponse {
    const count = groupIds.length;
    return {
      groups: groupIds.map((groupId, row) => ({
        groupId, errorCode: 0, unchanged: this.unchanged && this.facts.groups.get(groupId)?.rows.count === 1, topics: [{ topic: this.groups.get(groupId)?.topic ?? '', from: row, to: row + 1 }],
      })),
      partition: new Int32Array(count),
      committedOffset: new Float64Array(count).fill(this.offset),
      leaderEpoch: new Int32Array(count),
      errorCode: new Int16Array(count),
      metadata: new Map(),
    };
  }

  private ends({ topics, timestamp }: ListOffsetsRequest): ListOffsetsResponse {
    const count = topics.length;
    return {
      topics: topics.map(({ topic }, row) => ({ topic, from: row, to: row + 1 })),
      partition: new Int32Array(count),
      errorCode: new Int16Array(count),
      offset: new Float64Array(count).fill(timestamp === 'earliest' ? 0 : (this.logEnd ?? this.offset)),
      timestamp: new Float64Array(count).fill(-1),
      leaderEpoch: new Int32Array(count),
    };
  }
}
