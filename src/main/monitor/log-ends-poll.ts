import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { toFailure } from '../kafka/errors';
import type { KafkaApi } from '../kafka/protocol/api';
import { LIST_OFFSETS, type ListOffsetsRequest, type ListOffsetsResponse } from '../kafka/protocol/apis/list-offsets';
import { Writer } from '../kafka/protocol/writer';
import { LANES } from './broker-poll';
import { epochNow, followClock, stampOf } from './clock-step';
import type { ClusterFacts } from './cluster-facts';
import { codeFailure } from './group-failures';
import { formatCount } from '../../shared/text';

/** Fewer partitions than this go in one request; more are shared out over the lanes. */
const WORTH_SPLITTING = 2_000;
/** Partitions with one error that are named. */
const MOST_NAMED = 3;
/** The leader may be another one: UNKNOWN_TOPIC_OR_PARTITION, LEADER_NOT_AVAILABLE, NOT_LEADER_OR_FOLLOWER, FENCED_LEADER_EPOCH, UNKNOWN_LEADER_EPOCH. */
const LEADER_ERRORS = new Set([3, 5, 6, 74, 75]);

type Wanted = ListOffsetsRequest['topics'];
type KeptApi = KafkaApi<ListOffsetsRequest, ListOffsetsResponse>;
interface Part {
  readonly topics: Wanted;
  readonly latest: KeptApi;
  readonly earliest: KeptApi;
}

/**
 * Reads the log ends of every partition that some group's rows name, one request per leader (two for many
 * partitions). What is asked changes seldom, so the encoded bodies are kept until it does.
 */
export class LogEndsPoll {
  private parts = new Map<number, readonly Part[]>();
  private madeFor = '';

  constructor(private readonly client: ClusterClient, private readonly facts: ClusterFacts) {}

  /** Leaders to ask now. */
  leaders(): readonly number[] {
    const madeFor = `${this.facts.partitions.revision}/${this.facts.structureRevision}`;
    if (madeFor !== this.madeFor) {
      this.parts = partsByLeader(this.facts);
      this.madeFor = madeFor;
    }
    return [...this.parts.keys()];
  }

  /** Never rejects; failures go to `facts`. `earliest`: whether log starts are due too. */
  async read(nodeId: number, earliest: boolean, options: CallOptions): Promise<void> {
    const parts = this.parts.get(nodeId) ?? [];
    await Promise.all(
      parts.flatMap((part, index) => [
        ...(earliest ? [this.ask(nodeId, part.earliest, { timestamp: 'earliest', topics: part.topics }, { ...options, lane: index % LANES })] : []),
        this.ask(nodeId, part.latest, { timestamp: 'latest', topics: part.topics }, { ...options, lane: index % LANES }),
      ]),
    );
  }

  private async ask(nodeId: number, api: KeptApi, request: ListOffsetsRequest, options: CallOptions): Promise<void> {
    const askedAt = stampOf(this.facts, epochNow(this.facts));
    try {
      const response = await this.client.send(nodeId, api, request, options);
      followClock(this.facts);
      apply(this.facts, nodeId, response, request.timestamp === 'earliest', askedAt());
    } catch (error) {
      this.facts.note(toFailure(`broker ${nodeId}`, error));
      this.facts.metadataDue = true;
    }
  }
}

function apply(facts: ClusterFacts, nodeId: number, response: ListOffsetsResponse, earliest: boolean, askedAt: number): void {
  const table = facts.partitions;
  const refused = new Map<number, RefusedPartitions>();
  for (const { topic, from, to } of response.topics) {
    const entry = table.find(topic);
    if (entry === undefined) continue;
    for (let i = from; i < to; i += 1) {
      const partition = response.partition[i] ?? -1;
      if (partition < 0 || partition >= entry.partitions) continue;
      const slot = entry.base + partition;
      if (askedAt < (table.endAskedAt[slot] ?? NaN)) continue; // a former leader, later than the present one
      const error = response.errorCode[i] ?? 0;
      table.takeError(entry, slot, error);
      const offset = response.offset[i] ?? -1;
      if (error === 0) {
        if (offset < 0) continue;
        if (earliest) table.takeStart(entry, slot, offset);
        else table.takeEnd(entry, slot, offset, askedAt);
      } else {
        if (LEADER_ERRORS.has(error)) facts.metadataDue = true;
        const alike = refused.get(error) ?? { count: 0, first: [] };
        refused.set(error, alike);
        alike.count += 1;
        if (alike.first.length < MOST_NAMED) alike.first.push(`${topic}-${partition}`);
      }
    }
  }
  for (const [error, alike] of refused) noteRefused(facts, nodeId, earliest ? 'start' : 'end', error, alike);
}

/** Of one answer, with one error code. */
interface RefusedPartitions {
  count: number;
  readonly first: string[];
}

/** A few partitions are named each; of more, one failure stands for all: a leader that restarts refuses thousands alike. */
function noteRefused(facts: ClusterFacts, nodeId: number, what: 'start' | 'end', error: number, { count, first }: RefusedPartitions): void {
  if (count > MOST_NAMED) {
    const named = `${first.join(', ')} and ${formatCount(count - first.length)} more partitions`;
    facts.note(codeFailure(`broker ${nodeId}`, error, `The log ${what}s of ${named} could not be read from broker ${nodeId}`));
  } else for (const name of first) facts.note(codeFailure(`partition ${name}`, error, `The log ${what} of ${name} could not be read`));
}

function partsByLeader(facts: ClusterFacts): Map<number, readonly Part[]> {
  const { topics, leader } = facts.partitions;
  const wanted = wantedSlots(facts);
  const byLeader = new Map<number, { topic: string; partitions: number[] }[]>();
  for (const { topic, status, base, partitions } of topics) {
    if (status !== 'present') continue;
    for (let partition = 0; partition < partitions; partition += 1) {
      const nodeId = leader[base + partition] ?? -1;
      if (wanted[base + partition] !== 1 || nodeId < 0) continue;
      const asked = byLeader.get(nodeId) ?? [];
      if (asked.length === 0) byLeader.set(nodeId, asked);
      const last = asked[asked.length - 1];
      if (last !== undefined && last.topic === topic) last.partitions.push(partition);
      else asked.push({ topic, partitions: [partition] });
    }
  }
  return new Map([...byLeader].map(([nodeId, asked]) => [nodeId, splitParts(asked)]));
}

/** By slot of the partition table: 1 where some group has a row. */
function wantedSlots(facts: ClusterFacts): Uint8Array {
  const { topics, leader } = facts.partitions;
  const wanted = new Uint8Array(leader.length);
  for (const { rows } of facts.groups.values()) {
    for (let row = 0; row < rows.count; row += 1) {
      const topic = topics[rows.topic[row] ?? 0];
      const partition = rows.partition[row] ?? -1;
      if (topic !== undefined && partition >= 0 && partition < topic.partitions) wanted[topic.base + partition] = 1;
    }
  }
  return wanted;
}

function splitParts(topics: readonly { readonly topic: string; readonly partitions: readonly number[] }[]): readonly Part[] {
  const wanted = topics.map(({ topic, partitions }) => ({ topic, partition: Int32Array.from(partitions) }));
  const total = wanted.reduce((sum, { partition }) => sum + partition.length, 0);
  if (total < WORTH_SPLITTING || wanted.length < LANES) return [makePart(wanted)];
  const lanes: { topic: string; partition: Int32Array }[][] = Array.from({ length: LANES }, () => []);
  wanted.forEach((topic, index) => lanes[index % LANES]?.push(topic));
  return lanes.map(makePart);
}

function makePart(topics: Wanted): Part {
  return { topics, latest: keepingBody(), earliest: keepingBody() };
}

/** ListOffsets that encodes its body once per version and then sends the same bytes. */
function keepingBody(): KeptApi {
  const bodies = new Map<number, Uint8Array>();
  return {
    ...LIST_OFFSETS,
    encode(writer, request, version) {
      let body = bodies.get(version);
      if (body === undefined) {
        const own = new Writer();
        LIST_OFFSETS.encode(own, request, version);
        body = own.finish();
        bodies.set(version, body);
      }
      writer.raw(body);
    },
  };
}
