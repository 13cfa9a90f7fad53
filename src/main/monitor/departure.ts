import { memberNames } from '../rebalances/names';
import { membersOf, type GroupRecord } from './group-record';

/** The last members of a group left it while it was watched. */
export interface Departure {
  /** Epoch ms at which it was learnt. */
  readonly at: number;
  /** How many members it had before. */
  readonly count: number;
  /** Who they were, for the screen. */
  readonly names: string;
  /**
   * Epoch ms at which the first committed offsets arrived that were asked for after `at`; NaN: none have. What changed
   * until then, the members may have committed before they left.
   */
  readonly settledAt: number;
}

/** Takes note of members that left, once a round and after its answers. `committedInRound`: its offsets were read in this round. */
export function noteDeparture(record: GroupRecord, roundStartedAt: number, committedInRound: boolean, now: number): void {
  const members = membersOf(record);
  if (members === null) return;
  const { lastMembers, departure } = record;
  if (members.length > 0) {
    record.lastMembers = members;
    record.departure = null;
  } else if (lastMembers !== null) {
    record.lastMembers = null;
    record.departure = { at: record.listedAt > 0 ? record.listedAt : now, count: lastMembers.length, names: memberNames(lastMembers), settledAt: NaN };
  } else if (departure !== null && Number.isNaN(departure.settledAt) && committedInRound && roundStartedAt > departure.at) {
    record.departure = { ...departure, settledAt: record.committedAt };
  }
}
