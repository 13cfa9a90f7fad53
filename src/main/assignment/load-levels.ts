/**
 * The lower and the upper end of a topic's subscribers by load, as the broker's UniformAssignor levels them: the lower end rises
 * as partitions are given to it, the upper end sinks as they are taken. `counts` is read where an end grows by members of its new level.
 */
export class LoadLevels {
  private readonly members: number[];
  private lowEnd = 0;
  private lowLevel: number;
  private nextLow = 0;
  private highStart: number;
  private highEnd: number;
  private highLevel: number;
  private nextHigh: number;

  /** `members`: ascending by load, at least one. */
  constructor(
    members: readonly number[],
    private readonly counts: Int32Array,
  ) {
    this.members = [...members];
    this.lowLevel = this.countAt(0) - 1;
    this.highStart = members.length;
    this.highEnd = members.length;
    this.highLevel = this.countAt(members.length - 1) + 1;
    this.nextHigh = members.length - 1;
  }

  /** Supposes that the member gets a partition. */
  nextLeastLoaded(): number {
    if (this.nextLow >= this.lowEnd) {
      this.lowLevel += 1;
      while (this.lowEnd < this.members.length && this.countAt(this.lowEnd) === this.lowLevel) this.lowEnd += 1;
      this.nextLow = 0;
    }
    const member = this.members[this.nextLow] ?? -1;
    this.nextLow += 1;
    return member;
  }

  /** Supposes that the member gives up a partition; passes over those that have none to give. Null: nobody has. */
  nextMostLoaded(canGive: (member: number) => boolean): number | null {
    for (;;) {
      if (this.nextHigh < this.highStart) this.sink();
      if (this.nextHigh < 0) return null;
      const place = this.nextHigh;
      const member = this.members[place] ?? -1;
      this.nextHigh -= 1;
      if (canGive(member)) return member;
      this.highEnd -= 1;
      this.members[place] = this.members[this.highEnd] ?? -1;
      this.members[this.highEnd] = member;
    }
  }

  isBalanced(): boolean {
    return this.highLevel - this.lowLevel <= 1;
  }

  private sink(): void {
    const isEmpty = this.highEnd <= this.highStart && this.highStart > 0;
    this.highLevel = isEmpty ? this.countAt(this.highStart - 1) : this.highLevel - 1;
    while (this.highStart > 0 && this.countAt(this.highStart - 1) === this.highLevel) this.highStart -= 1;
    this.nextHigh = this.highEnd - 1;
  }

  private countAt(place: number): number {
    return this.counts[this.members[place] ?? -1] ?? 0;
  }
}
