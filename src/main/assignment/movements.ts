import type { GroupShape } from './group-shape';
import { javaHashOrder, javaStringHash } from './java-hash-order';

/** Moves that a sticky assignment has decided so far, so that no topic's partitions go from one member to another and others back. */
export class Movements {
  /** By topic, then by `from,to`: the slots, and how many they were at most. */
  private readonly byTopic = new Map<number, Map<string, { readonly slots: Set<number>; most: number }>>();
  private readonly moved = new Map<number, { readonly from: number; readonly to: number }>();

  constructor(private readonly shape: GroupShape) {}

  add(slot: number, from: number, to: number): void {
    const known = this.moved.get(slot);
    if (known === undefined) return this.record(slot, from, to);
    const pairs = this.pairsOf(slot);
    const pair = pairs.get(`${known.from},${known.to}`);
    pair?.slots.delete(slot);
    if (pair?.slots.size === 0) pairs.delete(`${known.from},${known.to}`);
    this.moved.delete(slot);
    if (known.from !== to) this.record(slot, known.from, to);
  }

  /** Where one of the topic's partitions has gone the other way, that one goes back instead. */
  actuallyMoving(slot: number, owner: number, to: number): number {
    const from = this.moved.get(slot)?.from ?? owner;
    const opposite = this.pairsOf(slot).get(`${to},${from}`);
    return opposite === undefined ? slot : (javaHashOrder([...opposite.slots], (other) => this.hashOf(other), 'grown', opposite.most)[0] ?? slot);
  }

  private record(slot: number, from: number, to: number): void {
    this.moved.set(slot, { from, to });
    const pairs = this.pairsOf(slot);
    const pair = pairs.get(`${from},${to}`) ?? { slots: new Set<number>(), most: 0 };
    pairs.set(`${from},${to}`, pair);
    pair.slots.add(slot);
    pair.most = Math.max(pair.most, pair.slots.size);
  }

  private pairsOf(slot: number): NonNullable<ReturnType<typeof this.byTopic.get>> {
    const topic = this.shape.topicOfSlot[slot] ?? -1;
    const known = this.byTopic.get(topic);
    if (known !== undefined) return known;
    const pairs = new Map<string, { readonly slots: Set<number>; most: number }>();
    this.byTopic.set(topic, pairs);
    return pairs;
  }

  /** Kafka's TopicPartition.hashCode. */
  private hashOf(slot: number): number {
    const { topic = '', firstSlot = 0 } = this.shape.topics[this.shape.topicOfSlot[slot] ?? -1] ?? {};
    return (Math.imul(31, 31 + slot - firstSlot) + javaStringHash(topic)) | 0;
  }
}
