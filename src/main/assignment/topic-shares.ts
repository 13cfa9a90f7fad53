import type { GroupShape, Owners } from './group-shape';

/** How the range assignor shares one topic out: everybody gets the same number, the first few one more. Writes `owners`. */
export class TopicShares {
  /** In the order of their turns. */
  readonly members: readonly number[];
  private readonly least: number;
  private longer: number;
  private readonly counts = new Map<number, number>();

  constructor(
    readonly topic: GroupShape['topics'][number],
    order: readonly number[],
    private readonly owners: Owners,
  ) {
    const takesPart = new Set(topic.subscribers);
    this.members = order.filter((member) => takesPart.has(member));
    this.least = Math.floor(topic.partitions / this.members.length);
    this.longer = topic.partitions % this.members.length;
  }

  /** How many more the member may have. */
  roomOf(member: number): number {
    return Math.max(0, this.least + (this.longer > 0 ? 1 : 0) - (this.counts.get(member) ?? 0));
  }

  give(partition: number, member: number): void {
    const count = (this.counts.get(member) ?? 0) + 1;
    this.counts.set(member, count);
    if (count === this.least + 1) this.longer -= 1;
    this.owners[this.topic.firstSlot + partition] = member;
  }

  /** Each member in turn gets the first ones that nobody has and that `suits` allows, as many as it may have. */
  giveSuiting(suits: (partition: number, member: number) => boolean): void {
    const free = Array.from({ length: this.topic.partitions }, (_, partition) => partition).filter((partition) => this.isFree(partition));
    for (const member of this.members) {
      let room = this.roomOf(member);
      for (let place = 0; place < free.length && room > 0; ) {
        const partition = free[place] ?? -1;
        if (suits(partition, member)) {
          this.give(partition, member);
          free.splice(place, 1);
          room -= 1;
        } else {
          place += 1;
        }
      }
    }
  }

  /** What nobody has yet, in runs. */
  giveAll(): void {
    let partition = 0;
    for (const member of this.members) {
      for (let room = this.roomOf(member); room > 0; partition += 1) {
        if (partition >= this.topic.partitions) return;
        if (!this.isFree(partition)) continue;
        this.give(partition, member);
        room -= 1;
      }
    }
  }

  private isFree(partition: number): boolean {
    return this.owners[this.topic.firstSlot + partition] === -1;
  }
}
