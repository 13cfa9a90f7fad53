import { TOO_MANY_PARTITIONS, TOPIC_AUTHORIZATION_FAILED, UNKNOWN_TOPIC_OR_PARTITION } from './error-codes';

export type TopicStatus = 'unseen' | 'present' | 'gone' | 'not-authorised' | 'failed';

export interface TopicEntry {
  readonly topic: string;
  status: TopicStatus;
  /** A Metadata has told of it, and its deletion is not noted yet. */
  existed: boolean;
  /** Kafka's error code behind `failed`, or TOO_MANY_PARTITIONS; 0 otherwise. */
  errorCode: number;
  topicId: string | null;
  internal: boolean;
  /** First slot of its partitions; partition p has slot base + p. */
  base: number;
  /** Number of partitions by the newest Metadata; 0 while unseen. */
  partitions: number;
  /** A full Metadata that lacks it has come since it was last answered for by name: what was wrong with it then may not be so any more. */
  askAgain: boolean;
  /** Rises when a start, end, leader or error of one of its partitions changed, or where they are kept. */
  endsRevision: number;
  /** Value of `reads` when a group first named a partition beyond these; null if none did. */
  exceededAtRead: number | null;
}

/** What Metadata says of one topic; columns per partition, in partition order. */
export interface TopicFacts {
  readonly errorCode: number;
  readonly topic: string;
  readonly topicId: string | null;
  readonly internal: boolean;
  readonly partition: Int32Array;
  /** -1: none. */
  readonly leader: Int32Array;
  readonly errorCodes: Int16Array;
}

const NONE = 0;
/** More would hold the event loop for long wherever a group names the topic. */
export const MOST_PARTITIONS_OF_TOPIC = 200_000;
/** Of all topics together: some 60 MB of columns. */
export const MOST_PARTITIONS = 1_000_000;
/** Fewer slots than this are not worth moving others for. */
const WORTH_COMPACTING = 4_096;

/**
 * What is known of every partition of one cluster, in columns by slot. A topic's partitions have consecutive slots;
 * when a topic grows it moves to fresh ones. NaN = never read.
 */
export class PartitionTable {
  readonly topics: TopicEntry[] = [];
  /** Rises when slots, leaders or topics' states changed: kept requests must be made again. */
  revision = 0;
  /** Rises when a topic came, went or has another number of partitions: groups' rows must be made again. */
  countsRevision = 0;
  /** Full Metadata answers taken over. */
  reads = 0;
  /** A group names a partition that the newest Metadata does not have, and that may just have been added. */
  exceeded = false;
  /** Topics with more partitions than are read, and how many they have by the newest Metadata. They are `failed`. */
  readonly refused = new Map<string, number>();
  leader = new Int32Array(0);
  logStart = new Float64Array(0);
  logEnd = new Float64Array(0);
  /** Epoch ms at which the request that gave logEnd was sent; NaN if never. */
  endAskedAt = new Float64Array(0);
  /** Kafka's error code of the last ListOffsets or Metadata answer for it; 0 if fine. */
  errorCode = new Int16Array(0);
  private readonly indexByTopic = new Map<string, number>();
  private used = 0;
  /** Partitions of all topics that are present. */
  private held = 0;

  /** Index of a topic, made on first sight. */
  indexOf(topic: string): number {
    const known = this.indexByTopic.get(topic);
    if (known !== undefined) return known;
    const index = this.topics.length;
    this.topics.push({ topic, status: 'unseen', existed: false, errorCode: 0, topicId: null, internal: false, base: 0, partitions: 0, askAgain: false, endsRevision: 0, exceededAtRead: null });
    this.indexByTopic.set(topic, index);
    return index;
  }

  find(topic: string): TopicEntry | undefined {
    const index = this.indexByTopic.get(topic);
    return index === undefined ? undefined : this.topics[index];
  }

  /**
   * Takes over a Metadata answer. `asked` null means that all topics were asked: a topic not in it is then not
   * visible (gone or hidden by authorisation: `unseen` until it is asked by name; what refused us before may have changed).
   */
  applyMetadata(topics: readonly TopicFacts[], asked: readonly string[] | null): void {
    const seen = new Set<string>();
    this.held = 0;
    for (const { status, partitions } of this.topics) if (status === 'present') this.held += partitions;
    for (const topic of topics) {
      seen.add(topic.topic);
      this.applyTopic(topic);
    }
    if (asked !== null) return;
    this.reads += 1;
    this.exceeded = false;
    for (const entry of this.topics) {
      if (seen.has(entry.topic)) continue;
      if (entry.status === 'present' || this.refused.delete(entry.topic)) this.setStatus(entry, 'unseen', NONE);
      else if (entry.status === 'not-authorised' || entry.status === 'failed') entry.askAgain = true;
    }
    this.compact();
  }

  /** Topics that only an answer by name tells of, and of which there is none or an old one; first those with none. */
  toAskByName(most: number): readonly string[] {
    const unseen = this.topics.filter(({ status }) => status === 'unseen');
    const again = this.topics.filter(({ askAgain }) => askAgain);
    return [...unseen, ...again].slice(0, most).map(({ topic }) => topic);
  }

  takeStart(entry: TopicEntry, slot: number, offset: number): void {
    if (this.logStart[slot] !== offset) entry.endsRevision += 1;
    this.logStart[slot] = offset;
  }

  /** `askedAt`: epoch ms. */
  takeEnd(entry: TopicEntry, slot: number, offset: number, askedAt: number): void {
    if (this.logEnd[slot] !== offset) entry.endsRevision += 1;
    this.logEnd[slot] = offset;
    this.endAskedAt[slot] = askedAt;
  }

  takeError(entry: TopicEntry, slot: number, errorCode: number): void {
    if (this.errorCode[slot] !== errorCode) entry.endsRevision += 1;
    this.errorCode[slot] = errorCode;
  }

  /** Whether the partition holds a record; null: not known. */
  holdsRecords(topicIndex: number, partition: number): boolean | null {
    const entry = this.topics[topicIndex];
    if (entry === undefined || partition < 0 || partition >= entry.partitions) return null;
    const held = (this.logEnd[entry.base + partition] ?? NaN) - (this.logStart[entry.base + partition] ?? NaN);
    return Number.isNaN(held) ? null : held > 0;
  }

  private applyTopic(from: TopicFacts): void {
    const entry = this.topics[this.indexOf(from.topic)];
    if (entry === undefined) return;
    if (from.errorCode === UNKNOWN_TOPIC_OR_PARTITION) return this.setStatus(entry, 'gone', from.errorCode);
    if (from.errorCode === TOPIC_AUTHORIZATION_FAILED) return this.setStatus(entry, 'not-authorised', from.errorCode);
    if (from.errorCode !== NONE && from.partition.length === 0) return this.setStatus(entry, 'failed', from.errorCode);
    const recreated = entry.topicId !== null && from.topicId !== null && entry.topicId !== from.topicId;
    // Kafka numbers partitions from 0 without a gap; what does not fit that is no partition, and makes no room for itself.
    const count = from.partition.length;
    const others = this.held - (entry.status === 'present' ? entry.partitions : 0);
    if (count > Math.min(MOST_PARTITIONS_OF_TOPIC, MOST_PARTITIONS - others)) {
      this.refused.set(entry.topic, count);
      return this.setStatus(entry, 'failed', TOO_MANY_PARTITIONS);
    }
    this.refused.delete(entry.topic);
    this.held = others + count;
    if (count !== entry.partitions) entry.exceededAtRead = null;
    if (recreated || count > entry.partitions) this.place(entry, count, recreated);
    if (count !== entry.partitions) this.countsRevision += 1;
    if (count < entry.partitions) this.revision += 1;
    if (count !== entry.partitions) entry.endsRevision += 1;
    entry.partitions = count;
    entry.topicId = from.topicId;
    entry.internal = from.internal;
    entry.existed = true;
    this.setStatus(entry, 'present', NONE);
    for (let i = 0; i < from.partition.length; i += 1) {
      const partition = from.partition[i] ?? -1;
      if (partition < 0 || partition >= count) continue;
      const slot = entry.base + partition;
      const leader = from.leader[i] ?? -1;
      if (this.leader[slot] !== leader) {
        this.leader[slot] = leader;
        this.revision += 1;
        entry.endsRevision += 1;
      }
      this.takeError(entry, slot, leader < 0 ? (from.errorCodes[i] ?? 0) : 0);
    }
  }

  private setStatus(entry: TopicEntry, status: TopicStatus, errorCode: number): void {
    if (entry.status !== status) {
      this.revision += 1;
      this.countsRevision += 1;
      entry.endsRevision += 1;
    }
    entry.status = status;
    entry.errorCode = errorCode;
    entry.askAgain = false;
  }

  private place(entry: TopicEntry, count: number, forget: boolean): void {
    const base = this.used;
    this.used += count;
    this.grow(this.used);
    for (let p = 0; p < count; p += 1) {
      const keep = !forget && p < entry.partitions;
      const from = entry.base + p;
      const to = base + p;
      this.leader[to] = -1;
      this.logStart[to] = keep ? (this.logStart[from] ?? NaN) : NaN;
      this.logEnd[to] = keep ? (this.logEnd[from] ?? NaN) : NaN;
      this.endAskedAt[to] = keep ? (this.endAskedAt[from] ?? NaN) : NaN;
    }
    entry.base = base;
    entry.endsRevision += 1;
    this.revision += 1;
  }

  /** Gives up the slots of topics that went or moved, once they are the larger part. Entries stay: rows name topics by their index. */
  private compact(): void {
    const isKept = ({ status }: TopicEntry): boolean => status !== 'gone' && status !== 'unseen';
    const kept = this.topics.filter(isKept);
    const slots = kept.reduce((sum, { partitions }) => sum + partitions, 0);
    if (this.used - slots < Math.max(WORTH_COMPACTING, slots)) return;
    const { leader, errorCode, logStart, logEnd, endAskedAt } = this;
    Object.assign(this, { leader: new Int32Array(0), errorCode: new Int16Array(0), logStart: new Float64Array(0), logEnd: new Float64Array(0), endAskedAt: new Float64Array(0), used: slots });
    this.grow(slots);
    let base = 0;
    for (const entry of kept) {
      const to = entry.base + entry.partitions;
      this.leader.set(leader.subarray(entry.base, to), base);
      this.errorCode.set(errorCode.subarray(entry.base, to), base);
      this.logStart.set(logStart.subarray(entry.base, to), base);
      this.logEnd.set(logEnd.subarray(entry.base, to), base);
      this.endAskedAt.set(endAskedAt.subarray(entry.base, to), base);
      entry.base = base;
      base += entry.partitions;
    }
    for (const entry of this.topics) if (!isKept(entry)) Object.assign(entry, { base: 0, partitions: 0, topicId: null });
    this.revision += 1;
    this.countsRevision += 1;
  }

  private grow(size: number): void {
    if (size <= this.leader.length) return;
    const capacity = Math.max(size, this.leader.length * 2, 64);
    this.leader = copyInto(new Int32Array(capacity), this.leader);
    this.errorCode = copyInto(new Int16Array(capacity), this.errorCode);
    this.logStart = copyInto(new Float64Array(capacity).fill(NaN), this.logStart);
    this.logEnd = copyInto(new Float64Array(capacity).fill(NaN), this.logEnd);
    this.endAskedAt = copyInto(new Float64Array(capacity).fill(NaN), this.endAskedAt);
  }
}

function copyInto<Column extends Int32Array | Int16Array | Float64Array>(to: Column, from: Column): Column {
  to.set(from);
  return to;
}
