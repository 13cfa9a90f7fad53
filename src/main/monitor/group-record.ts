import type { Failure } from '../../shared/failure';
import type { GroupMember } from '../../shared/group';
import type { GroupTimeOuts } from '../../shared/time-outs';
import { emptyRows, type GroupRows } from '../groups/group-rows';
import type { Health, Scan } from '../groups/health';
import type { LagTotals } from '../groups/lag';
import type { RebalanceLog, Trigger } from '../rebalances/rebalance-log';
import type { Departure } from './departure';
import type { GroupEvent } from './group-events';
import type { PastVerdict } from './verdict-since';

/** What one description of a group said. Null fields: this API or version does not tell. */
export interface GroupDescription {
  readonly groupState: string;
  readonly protocolType: string | null;
  readonly assignor: string | null;
  readonly groupEpoch: number | null;
  readonly assignmentEpoch: number | null;
  readonly members: readonly GroupMember[];
  /** Failures inside it, such as an unreadable assignment of one member. */
  readonly failures: readonly Failure[];
}

/** The shape of the last OffsetFetch answer for a group, so that an equal one needs only its numbers copied. */
export interface FetchedShape {
  /** Each topic once. */
  readonly topics: readonly number[];
  readonly topic: Int32Array;
  readonly partition: Int32Array;
  /** Row of each fetched entry. */
  row: Int32Array;
}

/** Everything known of one group of one cluster. Written by rounds, read by views. */
export interface GroupRecord {
  readonly groupId: string;
  coordinatorId: number;
  groupType: string | null;
  protocolType: string | null;
  /** State by the newest of listing and description; null = not known. */
  groupState: string | null;
  /** Whether the listing tells states (Kafka 2.6 and newer). */
  stateListed: boolean;
  /** Epoch ms at which a broker last listed it; NaN: not yet. */
  listedAt: number;
  /** Epoch ms at which we saw another broker coordinate it; NaN: never. */
  movedAt: number;
  /** It had members, or may have had, when its coordinator changed. */
  hadMembers: boolean;
  /** Epoch ms since when no broker lists it; null while one does. */
  missingSince: number | null;
  description: GroupDescription | null;
  /** Epoch ms of the newest description and of the first one; NaN: none came. */
  describedAt: number;
  firstDescribedAt: number;
  /** Epoch ms of the first description with the present assignment epoch, or after some could not be had: the assignment is that old at least. NaN: none came. */
  assignmentSeenAt: number;
  /** As its settings told them when its page was last open; null: not told, or not asked for. */
  timeOuts: GroupTimeOuts | null;
  /** Monotonic ms before which they are not asked for again. */
  timeOutsDue: number;
  /** Epoch ms at which a listing last called it Empty; NaN: never. */
  seenEmptyAt: number;
  /** Null: nothing has changed since the first look. */
  rebalances: RebalanceLog | null;
  /** What was done to it on this computer lately that makes it rebalance. */
  readonly triggers: () => readonly Trigger[];
  descriptionFailure: Failure | null;
  /** The newest members that were seen, until they are seen to have left; null: none were. */
  lastMembers: readonly GroupMember[] | null;
  /** Its last members left; null: it has some, or was never seen with any. */
  departure: Departure | null;
  rows: GroupRows;
  /** What the rows' owners are indices into; null: the members were not known. */
  rowMembers: readonly GroupMember[] | null;
  /** Partitions that are committed or that members claim, but that have no row since they are beyond our limits. Their lag is unknown. */
  partitionsLeftOut: number;
  fetched: FetchedShape;
  /**
   * Topics whose offsets the coordinator has ceased to name (indices into the partition table), with the Metadata read that
   * tells why: deleted offsets, or a right that was taken away, look alike.
   */
  readonly hidden: Map<number, number>;
  /** Its part of the coordinator's last answer, while the rows hold what that says; null: the next one is read in full. */
  answer: Uint8Array | null;
  /** Rises when some committed offset or its error changed, or the rows were made again. */
  commitsRevision: number;
  /** What `totals` were worked out from; see isStandingStill. */
  evaluatedFor: { readonly commitsRevision: number; readonly endsRevision: number };
  /** Rows must be made again before the next evaluation. */
  rowsDirty: boolean;
  /** Epoch ms at which the newest committed offsets arrived; NaN = never. */
  committedAt: number;
  /** `committedAt` at the newest description that came before its present value; NaN = none had arrived. */
  readBeforeLookAt: number;
  /** Epoch ms of the first committed offsets that arrived while the members had the partitions that they have; NaN = none have. */
  ownersReadAt: number;
  /** Epoch ms at which the first ones arrived, of those since the clock last went forward; NaN = never. */
  firstCommittedAt: number;
  /** Epoch ms at which the committed offsets of its newest sample arrived; NaN = no sample yet. */
  sampledAt: number;
  offsetFailure: Failure | null;
  totals: LagTotals;
  health: Health;
  /** Of the newest evaluation; null: the rows must be looked over again. */
  scan: Scan | null;
  /** Epoch ms; null before the first verdict. */
  verdictSince: number | null;
  /** Verdicts that ended lately. */
  pastVerdicts: readonly PastVerdict[];
  /** What it judges was there at our first sample, and may be older. */
  verdictAtLeast: boolean;
  /** What happened to it beside rebalances, oldest first. */
  readonly events: GroupEvent[];
  /** Why the last round did not renew its figures; null when it did. */
  staleReason: Failure | null;
}

/** Ten empty columns, once and not a thousand times: rows are made anew with the first answer. */
const NO_ROWS = Object.freeze(emptyRows(0));

export function newGroupRecord(groupId: string, coordinatorId: number, triggers: GroupRecord['triggers'] = () => []): GroupRecord {
  return {
    groupId,
    coordinatorId,
    groupType: null,
    protocolType: null,
    groupState: null,
    stateListed: false,
    listedAt: NaN,
    movedAt: NaN,
    hadMembers: false,
    missingSince: null,
    description: null,
    describedAt: NaN,
    firstDescribedAt: NaN,
    assignmentSeenAt: NaN,
    timeOuts: null,
    timeOutsDue: 0,
    seenEmptyAt: NaN,
    rebalances: null,
    triggers,
    descriptionFailure: null,
    lastMembers: null,
    departure: null,
    rows: NO_ROWS,
    rowMembers: null,
    partitionsLeftOut: 0,
    fetched: { topics: [], topic: new Int32Array(0), partition: new Int32Array(0), row: new Int32Array(0) },
    hidden: new Map(),
    answer: null,
    commitsRevision: 0,
    evaluatedFor: { commitsRevision: -1, endsRevision: -1 },
    rowsDirty: true,
    committedAt: NaN,
    readBeforeLookAt: NaN,
    ownersReadAt: NaN,
    firstCommittedAt: NaN,
    sampledAt: NaN,
    offsetFailure: null,
    totals: { totalLag: null, unknownPartitions: 0, uncommittedPartitions: 0, worstRow: -1, lags: 0, oldLags: 0 },
    health: { verdict: 'unknown', since: null, row: -1, rows: 0 },
    scan: null,
    verdictSince: null,
    pastVerdicts: [],
    verdictAtLeast: true,
    events: [],
    staleReason: null,
  };
}

/** Members of the group, or null if not known. An Empty group has none, whether it was described or not. */
export function membersOf(record: GroupRecord): readonly GroupMember[] | null {
  if (record.groupState === 'Empty') return [];
  return record.description?.members ?? null;
}
