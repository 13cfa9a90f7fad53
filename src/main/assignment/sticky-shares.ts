import { compareNames, type GroupShape, type Owners } from './group-shape';

/** How many partitions each member keeps and gets where all subscribe the same topics: everybody the same number, some one more. */
export class StickyShares {
  readonly owners: Owners;
  /** Slots that somebody must give up before the new owner may have them. */
  readonly handedOver = new Set<number>();
  private readonly counts: Int32Array;
  private readonly least: number;
  private readonly most: number;
  private placesForMost: number;
  /** Members that have too few, and those that may get one more: by member id once all have what they keep. */
  private belowLeast: number[] = [];
  private atLeast: number[] = [];
  private readonly givenUpBy = new Map<number, number>();

  constructor(
    private readonly shape: GroupShape,
    /** Slots that two members of one generation claimed. */
    private readonly contested: ReadonlySet<number>,
  ) {
    const { slots, members } = shape;
    this.owners = new Int32Array(slots).fill(-1);
    this.counts = new Int32Array(members.length);
    this.least = Math.floor(slots / members.length);
    this.most = Math.ceil(slots / members.length);
    this.placesForMost = slots % members.length;
  }

  /** The member keeps the first of its own, as many as fit. */
  keep(member: number, own: readonly number[]): void {
    const keepsMost = own.length >= this.most && this.placesForMost > 0;
    const keeps = own.length < this.least ? own.length : keepsMost ? this.most : this.least;
    for (const slot of own.slice(0, keeps)) this.give(slot, member);
    for (const slot of own.slice(keeps)) this.givesUp(slot, member);
    if (own.length < this.least) this.belowLeast.push(member);
    else if (keepsMost) this.fillPlaceForMost();
    else if (this.placesForMost > 0) this.atLeast.push(member);
  }

  givesUp(slot: number, member: number): void {
    this.givenUpBy.set(slot, member);
  }

  /** Once all members keep what they do: what nobody has, ascending. */
  free(): readonly number[] {
    const byMemberId = (left: number, right: number): number => compareNames(this.shape.members[left]?.memberId ?? '', this.shape.members[right]?.memberId ?? '');
    this.belowLeast.sort(byMemberId);
    this.atLeast.sort(byMemberId);
    return [...this.owners.keys()].filter((slot) => this.owners[slot] === -1);
  }

  /** Gives each slot to a member that `suits` allows and that may have one more, first in turn to those that have too few; tells what is left. */
  giveSuiting(slots: readonly number[], suits: (slot: number, member: number) => boolean): readonly number[] {
    let turn = 0;
    return slots.filter((slot) => {
      const { belowLeast } = this;
      const place = belowLeast.findIndex((_, step) => suits(slot, belowLeast[(turn + step) % belowLeast.length] ?? -1));
      if (place < 0) return !this.giveOneMore(slot, suits);
      const at = (turn + place) % belowLeast.length;
      const member = belowLeast[at] ?? -1;
      const isEnough = this.giveAnew(slot, member) >= this.least;
      if (isEnough) {
        belowLeast.splice(at, 1);
        if (this.least < this.most && this.placesForMost > 0) this.atLeast.push(member);
      }
      turn = belowLeast.length === 0 ? 0 : (isEnough ? at : at + 1) % belowLeast.length;
      return false;
    });
  }

  /** Gives all of these, in turn to those that have too few, then one each to those that may have one more. */
  giveInTurn(slots: readonly number[]): void {
    let turn = 0;
    for (const slot of slots) {
      const { belowLeast } = this;
      if (turn >= belowLeast.length) turn = 0;
      const member = belowLeast.length > 0 ? belowLeast[turn] : this.atLeast.shift();
      if (member === undefined) throw new Error('A partition is left over in a sticky assignment.');
      if (this.giveAnew(slot, member) === this.least && belowLeast.length > 0) {
        belowLeast.splice(turn, 1);
        this.atLeast.push(member);
      } else {
        turn += 1;
      }
    }
  }

  private giveOneMore(slot: number, suits: (slot: number, member: number) => boolean): boolean {
    const at = this.atLeast.findIndex((member) => suits(slot, member));
    const member = this.atLeast[at];
    if (member === undefined) return false;
    this.atLeast.splice(at, 1);
    this.giveAnew(slot, member);
    this.fillPlaceForMost();
    return true;
  }

  private fillPlaceForMost(): void {
    this.placesForMost -= 1;
    if (this.placesForMost === 0) this.atLeast = [];
  }

  private giveAnew(slot: number, member: number): number {
    const from = this.givenUpBy.get(slot);
    if ((from !== undefined && from !== member) || this.contested.has(slot)) this.handedOver.add(slot);
    return this.give(slot, member);
  }

  private give(slot: number, member: number): number {
    const count = (this.counts[member] ?? 0) + 1;
    this.owners[slot] = member;
    this.counts[member] = count;
    return count;
  }
}
