import { formatCount } from '../../shared/text';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { toFailure } from '../kafka/errors';
import type { ListOffsetsResponse } from '../kafka/protocol/apis/list-offsets';
import type { Ahead } from './ahead';
import { epochNow, followClock, stampOf } from './clock-step';
import type { ClusterFacts } from './cluster-facts';
import { codeFailure } from './group-failures';
import type { GroupRecord } from './group-record';
import { planRound, type BrokerPlan, type Part } from './log-ends-parts';

/** As far as a broker in another region, or beyond a VPN: there a round trip is worth having its two lanes work less evenly. */
const FAR_MS = 10;
const NO_PLANS: ReadonlyMap<number, BrokerPlan> = new Map();
/** Partitions with one error that are named. */
const MOST_NAMED = 3;
/** The leader may be another one: UNKNOWN_TOPIC_OR_PARTITION, LEADER_NOT_AVAILABLE, NOT_LEADER_OR_FOLLOWER, FENCED_LEADER_EPOCH, UNKNOWN_LEADER_EPOCH. */
const LEADER_ERRORS = new Set([3, 5, 6, 74, 75]);

/**
 * Reads the log ends of every partition that some group's rows name, one request per leader (two for many
 * partitions, or one per lane in line). What is asked changes seldom, so the encoded bodies are kept until it does.
 */
export class LogEndsPoll {
  private plans = NO_PLANS;
  private madeFor = '';
  private partitionsRevision = -1;

  constructor(private readonly client: ClusterClient, private readonly facts: ClusterFacts) {}

  /** How that broker is asked now. */
  planOf(nodeId: number): BrokerPlan | undefined {
    return this.plan().get(nodeId);
  }

  /** Brokers with log ends to read. */
  leaders(): readonly number[] {
    return [...this.plan()].flatMap(([nodeId, { parts }]) => (parts.length > 0 ? [nodeId] : []));
  }

  /** Reads log ends that were not read since `since` (epoch ms), or before some group's newest committed offsets; `earliest`: and all log starts. Never rejects; failures go to `facts`. */
  async read(nodeId: number, since: number, earliest: boolean, options: CallOptions): Promise<void> {
    const parts = this.plan().get(nodeId)?.parts ?? [];
    await Promise.all(
      parts.flatMap((part) => [
        ...(earliest ? [this.ask(nodeId, part, 'earliest', options)] : []),
        ...(this.isDue(part, since) ? [this.ask(nodeId, part, 'latest', options)] : []),
      ]),
    );
  }

  /**
   * Reads these parts in line with the committed offsets that went `ahead` over their lane. Where they turn out to have come over
   * another connection, or not at all, they are still due. Never rejects.
   */
  async readBehind(nodeId: number, parts: readonly Part[], ahead: Ahead, options: CallOptions): Promise<void> {
    // They wait for the answers ahead of them, which have as long.
    await Promise.all(parts.map((part) => this.ask(nodeId, part, 'latest', { ...options, timeoutMs: 2 * options.timeoutMs }, ahead)));
  }

  private plan(): ReadonlyMap<number, BrokerPlan> {
    const far = [...this.facts.brokers.keys()].filter((nodeId) => isFar(this.client.fastestMs(nodeId)));
    const madeFor = `${this.facts.partitions.revision}/${this.facts.structureRevision}/${far.join()}`;
    if (madeFor === this.madeFor) return this.plans;
    const { revision } = this.facts.partitions;
    // A topic may have been made anew: its log ends were those of another one.
    const former = revision === this.partitionsRevision ? this.plans : NO_PLANS;
    this.plans = planRound(this.facts, (nodeId) => far.includes(nodeId), former);
    this.partitionsRevision = revision;
    this.madeFor = madeFor;
    return this.plans;
  }

  private isDue({ readAt, groups }: Part, since: number): boolean {
    return !(readAt() >= since && readAt() >= newestCommit(groups));
  }

  /** Epoch ms as of which log ends count as read that were asked for in line with committed offsets; those were `answeredAt`, null: the broker may have read some later. */
  private readAfter(nodeId: number, part: Part, answeredAt: number | null, askedAt: number): number {
    const isWhole = this.plan().get(nodeId)?.parts.includes(part) === true; // no other group has come to have rows of its topics
    // One less: a committed offset that arrived in the millisecond of the asking may have been read after these log ends.
    return answeredAt !== null && isWhole ? Math.max(askedAt, answeredAt) : askedAt - 1;
  }

  private async ask(nodeId: number, part: Part, timestamp: 'latest' | 'earliest', options: CallOptions, ahead: Ahead | null = null): Promise<void> {
    const { facts } = this;
    const askedAt = stampOf(facts, epochNow(facts));
    let sentOver: object | null = null;
    const onSent = (connection: object): void => {
      sentOver = connection;
    };
    try {
      const response = await this.client.send(nodeId, part[timestamp], { timestamp, topics: part.topics }, { ...options, lane: part.lane, onSent });
      followClock(facts);
      const readAt = ahead === null ? askedAt() : this.readAfter(nodeId, part, ahead.answeredOver(sentOver), askedAt());
      apply(facts, nodeId, response, timestamp === 'earliest', readAt);
      if (timestamp === 'latest') part.readAt = stampOf(facts, readAt);
    } catch (error) {
      if (ahead === null) facts.note(toFailure(`broker ${nodeId}`, error)); // else it is still due, and tried again
      facts.metadataDue = true;
    }
  }
}

function isFar(fastestMs: number): boolean {
  return fastestMs >= FAR_MS && fastestMs < Infinity;
}

/** Epoch ms. */
function newestCommit(groups: readonly GroupRecord[] | null): number {
  let newest = -Infinity;
  for (const { committedAt } of groups ?? []) if (committedAt > newest) newest = committedAt;
  return newest;
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
