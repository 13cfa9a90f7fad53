import type { CallOptions, ClusterClient } from '../../../src/main/kafka/cluster-client';
import type { KafkaApi } from '../../../src/main/kafka/protocol/api';
import type { ListGroupsResponse } from '../../../src/main/kafka/protocol/apis/list-groups';
import type { ListOffsetsRequest, ListOffsetsResponse } from '../../../src/main/kafka/protocol/apis/list-offsets';
import type { Metadata } from '../../../src/main/kafka/protocol/apis/metadata';
import type { OffsetFetchResponse } from '../../../src/main/kafka/protocol/apis/offset-fetch';

interface Call {
  readonly lane: number;
  readonly apiName: string;
  readonly request: unknown;
  readonly onSent: (connection: object) => void;
  readonly answer: (response: unknown) => void;
}

export const PARTITIONS = 3;
const OFFSET_NOT_AVAILABLE = 78;

/**
 * One far broker that deals with each connection's requests in their order. Its answers arrive in their order too, but `choose` says
 * when: it picks one of the queues that hold something (even: requests of a lane, odd: answers on their way back). Every log ends at the
 * number of steps so far, and every group commits just there, all the time: log ends that are read before committed offsets lie below them.
 */
export class OrderedCluster {
  /** Topics by group. */
  readonly groups = new Map<string, readonly string[]>();
  readonly traffic = { requests: 0, bytesIn: 0 };
  readonly brokers = [{ nodeId: 1, host: 'ordered', port: 1, rack: null }];
  readonly kafkaVersion = '4.3';
  readonly kafkaClusterId = 'ordered';
  readonly brokersLeftOut = 0;
  /** Whether the broker fails the log ends that it is asked for now. */
  endsFail: () => boolean = () => false;
  /** Called before each step. */
  onStep: () => void = () => undefined;
  private readonly connections: object[] = [{}, {}, {}];
  private readonly queues: Call[][] = [[], [], []];
  private readonly arriving: (() => void)[][] = [[], [], []];
  /** Steps so far. */
  clock = 1_000;
  private isRunning = false;

  constructor(private readonly topics: readonly string[], private readonly choose: (queues: readonly number[]) => number) {}

  get client(): ClusterClient {
    return this as unknown as ClusterClient;
  }

  readMetadata(): Promise<Metadata> {
    const partition = Int32Array.from({ length: PARTITIONS }, (_, index) => index);
    const none = new Int16Array(PARTITIONS);
    const topics = this.topics.map((topic) => ({ errorCode: 0, topic, topicId: null, internal: false, partition, leader: new Int32Array(PARTITIONS).fill(1), leaderEpoch: new Int32Array(PARTITIONS), errorCodes: none }));
    return Promise.resolve({ clusterId: 'ordered', controllerId: 1, brokers: this.brokers, topics });
  }

  versionOf(): Promise<number> {
    return Promise.resolve(9);
  }

  fastestMs(): number {
    return 20;
  }

  send<Request, Response>(_nodeId: number, api: KafkaApi<Request, Response>, request: Request, { lane = 0, onSent }: CallOptions): Promise<Response> {
    this.traffic.requests += 1;
    return new Promise((resolve) => {
      this.enqueue({ lane, apiName: api.name, request, onSent: (connection) => onSent?.(connection), answer: (response) => resolve(response as Response) });
    });
  }

  /** The lane's connection is closed: what waits on it is sent anew over another one, in any order. */
  reconnect(lane: number): void {
    this.connections[lane] = {};
    const waiting = this.queues[lane]?.splice(0) ?? [];
    for (const call of waiting.reverse()) this.enqueue(call);
  }

  private enqueue(call: Call): void {
    this.queues[call.lane]?.push(call);
    call.onSent(this.connections[call.lane] ?? {});
    if (this.isRunning) return;
    this.isRunning = true;
    setImmediate(() => this.step());
  }

  private step(): void {
    this.onStep();
    const busy = this.queues.flatMap((queue, lane) => [...(queue.length > 0 ? [2 * lane] : []), ...(this.arriving[lane]?.length ? [2 * lane + 1] : [])]);
    this.isRunning = busy.length > 0;
    if (busy.length === 0) return;
    const chosen = this.choose(busy);
    const lane = chosen >> 1;
    this.clock += 1;
    if (chosen % 2 === 1) this.arriving[lane]?.shift()?.();
    else {
      const call = this.queues[lane]?.shift();
      const response = call === undefined ? null : this.respond(call.apiName, call.request);
      this.arriving[lane]?.push(() => call?.answer(response));
    }
    setImmediate(() => this.step());
  }

  private respond(apiName: string, request: unknown): unknown {
    switch (apiName) {
      case 'ListGroups':
        return { errorCode: 0, groups: [...this.groups.keys()].map((groupId) => ({ groupId, protocolType: '', groupState: 'Empty', groupType: 'classic' })) } satisfies ListGroupsResponse;
      case 'OffsetFetch':
        return this.committed((request as { readonly groupIds: readonly string[] }).groupIds);
      case 'ListOffsets':
        return this.ends(request as ListOffsetsRequest);
      default:
        throw new Error(`${apiName} is not served`);
    }
  }

  private committed(groupIds: readonly string[]): OffsetFetchResponse {
    const groups: OffsetFetchResponse['groups'][number][] = [];
    let rows = 0;
    for (const groupId of groupIds) {
      const topics = (this.groups.get(groupId) ?? []).map((topic, index) => ({ topic, from: rows + index * PARTITIONS, to: rows + (index + 1) * PARTITIONS }));
      rows += topics.length * PARTITIONS;
      groups.push({ groupId, errorCode: 0, unchanged: false, topics });
    }
    return {
      groups,
      partition: Int32Array.from({ length: rows }, (_, row) => row % PARTITIONS),
      committedOffset: new Float64Array(rows).fill(this.clock),
      leaderEpoch: new Int32Array(rows),
      errorCode: new Int16Array(rows),
      metadata: new Map(),
    };
  }

  private ends({ topics, timestamp }: ListOffsetsRequest): ListOffsetsResponse {
    let rows = 0;
    const runs = topics.map(({ topic, partition }) => ({ topic, from: rows, to: (rows += partition.length) }));
    return {
      topics: runs,
      partition: Int32Array.from(topics.flatMap(({ partition }) => [...partition])),
      errorCode: new Int16Array(rows).fill(timestamp === 'latest' && this.endsFail() ? OFFSET_NOT_AVAILABLE : 0),
      offset: new Float64Array(rows).fill(timestamp === 'earliest' ? 0 : this.clock),
      timestamp: new Float64Array(rows).fill(-1),
      leaderEpoch: new Int32Array(rows),
    };
  }
}
