import type { CallOptions, ClusterClient } from '../../../src/main/kafka/cluster-client';
import { KafkaFailure } from '../../../src/main/kafka/errors';
import type { KafkaApi } from '../../../src/main/kafka/protocol/api';
import type { ListGroupsResponse } from '../../../src/main/kafka/protocol/apis/list-groups';
import type { ListOffsetsRequest, ListOffsetsResponse } from '../../../src/main/kafka/protocol/apis/list-offsets';
import type { Metadata } from '../../../src/main/kafka/protocol/apis/metadata';
import type { OffsetFetchResponse } from '../../../src/main/kafka/protocol/apis/offset-fetch';
import { ClusterFacts } from '../../../src/main/monitor/cluster-facts';
import { LogEndsPoll } from '../../../src/main/monitor/log-ends-poll';
import { runRound, type RoundReport } from '../../../src/main/monitor/round';

interface ScriptedBroker {
  /** Empty groups that it coordinates, with what they have committed on t-0; null: OffsetFetch fails for that group. */
  readonly groups: Map<string, number | null>;
  /** Answers are made at once, but come only when this resolves. */
  held: Promise<void> | null;
  /** Every call fails with this. */
  failure: KafkaFailure | null;
}

/** A cluster whose answers come in the order that a test wants; broker 1 leads topic t's only partition. For faults, not for Kafka's semantics. */
export class ScriptedCluster implements ClusterClient {
  readonly settings = { bootstrapServers: [{ host: 'scripted', port: 1 }], clientId: 'test', tls: null, sasl: null, connectTimeoutMs: 1_000 };
  readonly traffic = { requests: 0, bytesIn: 0 };
  readonly kafkaVersion = '4.3';
  brokersLeftOut = 0;
  kafkaClusterId = 'scripted';
  readonly nodes = new Map<number, ScriptedBroker>();
  readonly facts = new ClusterFacts();
  logEnd = 100;
  /** Leader of the offsets topic's only partition, -1 none; null: the topic is hidden. */
  offsetsLeader: number | null = null;
  closed = false;
  private readonly logEnds = new LogEndsPoll(this, this.facts);

  constructor(nodeIds: readonly number[]) {
    for (const nodeId of nodeIds) this.nodes.set(nodeId, { groups: new Map(), held: null, failure: null });
  }

  get brokers() {
    return [...this.nodes.keys()].map((nodeId) => ({ nodeId, host: 'scripted', port: nodeId, rack: null }));
  }

  node(nodeId: number): ScriptedBroker {
    const node = this.nodes.get(nodeId);
    if (node === undefined) throw new KafkaFailure('BROKER_NOT_AVAILABLE', `The cluster has no broker ${nodeId}.`);
    return node;
  }

  /** Keeps back what the broker answers from now on; returns the function that lets go of it. */
  hold(nodeId: number): () => void {
    let release = (): void => undefined;
    this.node(nodeId).held = new Promise((resolve) => {
      release = resolve;
    });
    return () => {
      this.node(nodeId).held = null;
      release();
    };
  }

  async round(patienceMs = 60): Promise<RoundReport> {
    await new Promise((resolve) => setTimeout(resolve, 3)); // rounds are told apart by their milliseconds
    return runRound(this, this.facts, this.logEnds, { signal: new AbortController().signal, timeoutMs: 5_000, patienceMs, intervalMs: 1_000 });
  }

  connect(): Promise<void> {
    return Promise.resolve();
  }

  readMetadata(): Promise<Metadata> {
    const topics = [scriptedTopic('t', 1), ...(this.offsetsLeader === null ? [] : [scriptedTopic('__consumer_offsets', this.offsetsLeader)])];
    return Promise.resolve({ clusterId: this.kafkaClusterId, controllerId: 1, brokers: this.brokers, topics });
  }

  versionOf(): Promise<number> {
    return Promise.resolve(9);
  }

  async send<Request, Response>(nodeId: number, api: KafkaApi<Request, Response>, request: Request, _options: CallOptions): Promise<Response> {
    this.traffic.requests += 1;
    const node = this.node(nodeId);
    const answer = this.answer(node, api.name, request);
    await node.held;
    if (node.failure !== null) throw node.failure;
    return answer as Response;
  }

  fastestMs(): number {
    return 1;
  }

  close(): void {
    this.closed = true;
  }

  private answer(node: ScriptedBroker, apiName: string, request: unknown): unknown {
    switch (apiName) {
      case 'ListGroups':
        return { errorCode: 0, groups: [...node.groups.keys()].map((groupId) => ({ groupId, protocolType: '', groupState: 'Empty', groupType: 'classic' })) } satisfies ListGroupsResponse;
      case 'OffsetFetch':
        return this.offsets(node, (request as { readonly groupIds: readonly string[] }).groupIds);
      case 'ListOffsets':
        return this.ends(request as ListOffsetsRequest);
      default:
        throw new Error(`${apiName} is not scripted`);
    }
  }

  private offsets(node: ScriptedBroker, groupIds: readonly string[]): OffsetFetchResponse {
    const known = groupIds.filter((groupId) => typeof node.groups.get(groupId) === 'number');
    return {
      groups: groupIds.map((groupId) => {
        const row = known.indexOf(groupId);
        if (row < 0) return { groupId, errorCode: node.groups.has(groupId) ? 14 : 16, unchanged: false, topics: [] };
        return { groupId, errorCode: 0, unchanged: false, topics: [{ topic: 't', from: row, to: row + 1 }] };
      }),
      partition: new Int32Array(known.length),
      committedOffset: Float64Array.from(known, (groupId) => node.groups.get(groupId) ?? -1),
      leaderEpoch: new Int32Array(known.length),
      errorCode: new Int16Array(known.length),
      metadata: new Map(),
    };
  }

  private ends({ timestamp }: ListOffsetsRequest): ListOffsetsResponse {
    return {
      topics: [{ topic: 't', from: 0, to: 1 }],
      partition: Int32Array.of(0),
      errorCode: Int16Array.of(0),
      offset: Float64Array.of(timestamp === 'earliest' ? 0 : this.logEnd),
      timestamp: Float64Array.of(-1),
      leaderEpoch: Int32Array.of(0),
    };
  }
}

function scriptedTopic(topic: string, leader: number): Metadata['topics'][number] {
  return { errorCode: 0, topic, topicId: null, internal: false, partition: Int32Array.of(0), leader: Int32Array.of(leader), leaderEpoch: Int32Array.of(0), errorCodes: Int16Array.of(0) };
}
