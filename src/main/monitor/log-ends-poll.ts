import { formatCount } from '../../shared/text';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { toFailure } from '../kafka/errors';
import type { ListOffsetsResponse } from '../kafka/protocol/apis/list-offsets';
import type { Ahead } from './ahead';
import { epochNow, followClock, stampOf } from './clock-step';
import type { ClusterFacts } from './cluster-facts';
import { codeFailure } from './group-failures';
import type { GroupRecord } from './group-record';
import type { LanePlan } from './lane-plan';
import { planRound, type BrokerPlan, type Part } from './log-ends-parts';

const FAR_MS = 10;
/** Partitions with one error that are named. */
const MOST_NAMED = 3;
/** The leader may be another one: UNKNOWN_TOPIC_OR_PARTITION, LEADER_NOT_AVAILABLE, NOT_LEADER_OR_FOLLOWER, FENCED_LEADER_EPOCH, UNKNOWN_LEADER_EPOCH. */
const LEADER_ERRORS = new Set([3, 5, 6, 74, 75]);

/**
 * Reads the log ends of every partition that some group's rows name, one request per leader (two for many
 * partitions). What is asked changes seldom, so the encoded bodies are kept until it does.
 */
export class LogEndsPoll {
  private plans: ReadonlyMap<number, BrokerPlan> = new Map();
  private madeFor = '';

  constructor(private readonly client: ClusterClient, private readonly facts: ClusterFacts) {}

  /** How that broker's groups are asked about now, by lane. */
  groupsOf(nodeId: number): LanePlan['groups'] {
    return this.plan().get(nodeId)?.groups ?? [];
  }

  /** Brokers with log ends to read. */
  leaders(): readonly number[] {
    return [...this.plan()].flatMap(([nodeId, { parts }]) => (parts.length > 0 ? [nodeId] : []));
  }

  /** Those with log ends that were not read since `since` (epoch ms), or before some group's newest committed offsets. */
  due(since: number): readonly number[] {
    return [...this.plan()].flatMap(([nodeId, { parts }]) => (parts.some((part) => this.isDue(part, since)) ? [nodeId] : []));
  }

  /** Reads what is due. Never rejects; failures go to `facts`. `earliest`: whether log starts are due too. */
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
   * Reads the log ends that may be read in line with the committed offsets that went `ahead` over this lane. Where they turn out to have
   * come over another connection, these log ends are still due. Never rejects.
   */
  async readBehind(nodeId: number, lane: number, ahead: Ahead, options: CallOptions): Promise<void> {
    const plan = this.plans.get(nodeId);
    if (plan?.inLine !== true) return;
    await Promise.all(plan.parts.map((part) => (part.lane === lane ? this.ask(nodeId, part, 'latest', options, ahead) : null)));
  }

  private plan(): ReadonlyMap<number, BrokerPlan> {
    const far = [...this.facts.brokers.keys()].filter((nodeId) => isFar(this.client.fastestMs(nodeId)));
    const madeFor = `${this.facts.partitions.revision}/${this.facts.structureRevision}/${far.join()}`;
    if (madeFor !== this.madeFor) this.plans = planRound(this.facts, (nodeId) => far.includes(nodeId), this.plans);
    this.madeFor = madeFor;
    return this.plans;
  }

  private isDue({ readAt, groups }: Part, since: number): boolean {
    return !(readAt() >= since && readAt() >= newestCommit(groups));
  }

  /** Epoch ms as of which log ends count as read that were asked for in line with committed offsets; those were `answeredAt`, null: the broker may have read some later. */
  private readAfter(nodeId: number, part: Part, answeredAt: number | null, askedAt: number): number {
    const isWhole = this.plan().get(nodeId)?.parts.includes(part) === true; // no other group has come to have rows of its topics
    // Else what was read in the very millisecond at which they were asked for may have been read after them.
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
      facts.note(toFailure(`broker ${nodeId}`, error));
      facts.metadataDue = true;
    }
  }
}

/** As far as a broker in another region, or beyond a VPN: there a round trip is worth having its two lanes work less evenly. */
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
