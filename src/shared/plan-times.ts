import type { Failure } from './failure';

/** Times of the first records at or after a partition's positions, epoch ms. Null: there is none, it has no time, or it could not be read (see failures). */
export interface PositionTimes {
  readonly groupId: string;
  readonly topic: string;
  readonly partition: number;
  readonly oldAt: number | null;
  readonly newAt: number | null;
  /** Of the record at the new position, if one lies exactly there: it is committed with the offset from then on. Null: not known. */
  readonly newLeaderEpoch: number | null;
}

export interface PlanTimes {
  readonly times: readonly PositionTimes[];
  readonly failures: readonly Failure[];
}
