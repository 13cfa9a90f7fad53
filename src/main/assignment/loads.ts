import { compareNames, type GroupShape, type Owners } from './group-shape';

/** How many partitions each member has while an assignment is worked out. Writes `owners`. */
export class Loads {
  private readonly counts: Int32Array;
  private active: readonly number[];
  /** By member: partitions of all topics that it subscribes. */
  private readonly most: readonly number[];
  /** Null: not known since the last change. */
  private balanced: boolean | null = null;

  constructor(
    private readonly shape: GroupShape,
    private readonly owners: Owners,
  ) {
    this.counts = new Int32Array(shape.members.length);
    this.active = [...shape.members.keys()];
    this.most = shape.members.map(({ topics }) => topics.reduce((sum, topic) => sum + (shape.topics[topic]?.partitions ?? 0), 0));
    for (const owner of owners) if (owner >= 0) this.counts[owner] = (this.counts[owner] ?? 0) + 1;
  }

  of(member: number): number {
    return this.counts[member] ?? 0;
  }

  give(slot: number, member: number): void {
    const before = this.owners[slot] ?? -1;
    if (before >= 0) this.counts[before] = (this.counts[before] ?? 0) - 1;
    this.counts[member] = (this.counts[member] ?? 0) + 1;
    this.owners[slot] = member;
    this.balanced = null;
  }

  /** Of these, the one with the fewest partitions; the lower member id of several. */
  leastLoaded(members: readonly number[]): number {
    const { counts, shape } = this;
    let best = members[0] ?? -1;
    for (const member of members) {
      const difference = (counts[member] ?? 0) - (counts[best] ?? 0);
      if (difference < 0 || (difference === 0 && compareNames(shape.members[member]?.memberId ?? '', shape.members[best]?.memberId ?? '') < 0)) best = member;
    }
    return best;
  }

  highest(): number {
    return this.counts.reduce((highest, count) => Math.max(highest, count), 0);
  }

  /** Members that have all they can have, nothing of which may move, neither get nor give any more. */
  setAside(mayMove: (slot: number) => boolean): void {
    const { owners } = this;
    const movable = new Set(owners.filter((_, slot) => mayMove(slot)));
    this.active = this.active.filter((member) => this.of(member) < (this.most[member] ?? 0) || movable.has(member));
    this.balanced = null;
  }

  /** Nobody could take a partition from a member that would still have more than itself. As in Kafka, a member that has as many as it subscribes is not asked. */
  isBalanced(): boolean {
    this.balanced ??= this.isLevel();
    return this.balanced;
  }

  private isLevel(): boolean {
    const { active, counts, most, owners, shape } = this;
    if (active.length === 0) return true;
    const loads = active.map((member) => counts[member] ?? 0);
    if (Math.min(...loads) >= Math.max(...loads) - 1) return true;
    const heaviest = new Map<number, number>();
    const heaviestOf = (topic: number): number => {
      const known = heaviest.get(topic);
      if (known !== undefined) return known;
      const { firstSlot = 0, partitions = 0 } = shape.topics[topic] ?? {};
      let count = 0;
      for (let slot = firstSlot; slot < firstSlot + partitions; slot += 1) count = Math.max(count, counts[owners[slot] ?? -1] ?? 0);
      heaviest.set(topic, count);
      return count;
    };
    return active.every((member) => counts[member] === most[member] || (shape.members[member]?.topics ?? []).every((topic) => (counts[member] ?? 0) + 1 >= heaviestOf(topic)));
  }

  /** Sum of the differences of all pairs of members that are not set aside; 0: all have the same. */
  unevenness(): number {
    const sorted = this.active.map((member) => this.counts[member] ?? 0).sort((left, right) => left - right);
    return sorted.reduce((sum, count, place) => sum + count * (2 * place - sorted.length + 1), 0);
  }
}
