import { formatCount, formatDuration } from '../../shared/text';
import type { GroupVerdict } from '../../shared/group';
import type { Health } from './health';

export interface SentenceInput {
  readonly groupId: string;
  readonly health: Health;
  /** It may have lasted for longer: it was so at our first sample. */
  readonly atLeast: boolean;
  /** Epoch ms; null: not known. */
  readonly since: number | null;
  /** Epoch ms at which the figures were sampled: how long something has lasted is told as of then. NaN: never. */
  readonly sampledAt: number;
  /** Over known partitions; null: none is known. */
  readonly totalLag: number | null;
  /** Without those that are gone. */
  readonly unknownPartitions: number;
  /** Left-over committed offsets on topics or partitions that do not exist any more: they have no lag. */
  readonly gonePartitions: number;
  readonly uncommittedPartitions: number;
  /** Partitions of a group that has members, with lag, that none of them owns and where nothing is committed. */
  readonly unownedPartitions: number;
  readonly partitions: number;
  /** Null: not known. */
  readonly members: number | null;
  readonly groupState: string | null;
  /** Its last members, where they were seen to leave; `committedSince` null: not read since. `at`: epoch ms. */
  readonly left: { readonly at: number; readonly count: number; readonly names: string; readonly committedSince: boolean | null } | null;
  /** A share group commits no offsets: it has start offsets. */
  readonly shared: boolean;
  /** Records that were deleted before they were read: they count in the lags, which are log end less committed offset. */
  readonly lostRecords: number;
  /** Share groups: partitions whose lag the broker did not tell, so that it is the log end less the start offset. */
  readonly reckonedLags: number;
  /** From the first to the newest reading of its committed offsets; NaN: they were never read. */
  readonly watchedMs: number;
  /** Of health.row, else of the highest lag; null where there is neither. */
  readonly worst: {
    readonly name: string;
    readonly committed: number;
    readonly lag: number;
    readonly owner: string | null;
  } | null;
}

/** Offsets at the end of a partition that transaction markers may take. */
const MARKERS = 2;

/** The group page's first line: one plain sentence that answers "how is it?", and what it rests on. */
export function verdictSentence(input: SentenceInput): GroupVerdict {
  const { health } = input;
  return {
    verdict: health.verdict,
    since: input.since,
    atLeast: input.atLeast,
    sentence: `${input.groupId} ${predicate(input)}${uncommitted(input)}.`,
    evidence: [evidence(input), unowned(input), gone(input), reckoned(input)].filter((text) => text !== null).join(' ') || null,
  };
}

function predicate(input: SentenceInput): string {
  const { health, worst } = input;
  const where = worst?.name ?? 'some partition';
  const lag = records(input);
  switch (health.verdict) {
    case 'stopped':
      return `is stopped: ${lag} ${waits(input)} and it has no member to read them`;
    case 'stalled':
      return `is stalled on ${where}: ${position(input)} ${formatCount(worst?.committed ?? null)} has not moved${held(input)} while ${worst?.owner ?? 'a member'} is in the group${others(input)}`;
    case 'records-lost':
      return lost(input, where);
    case 'beyond-end':
      return `has committed past the end of ${where}: the log was cut back, or the topic was created again`;
    case 'falling-behind':
      return `is falling behind: ${lag} and growing${mostly(input)}`;
    case 'not-committing':
      return `has no ${position(input)} on ${ofPartitions(health.rows, input)} that its members work on and that ${health.rows === 1 ? 'holds' : 'hold'} records: ${where}${health.rows > 1 ? ' first' : ''}${backlogElsewhere(input)}`;
    case 'behind':
      return `is behind by ${lag}, neither growing nor shrinking${mostly(input)}`;
    case 'rebalancing':
      // The state may be newer than the verdict.
      if (input.groupState === 'Stable') return `has just rebalanced; ${lag} ${waits(input)}`;
      return `is rebalancing (${input.groupState ?? 'state unknown'}); ${lag} ${waits(input)}`;
    case 'catching-up':
      return `is catching up: ${lag} to go${mostly(input)}`;
    case 'watching':
      return watching(input);
    case 'unknown':
      return unknown(input);
    case 'no-permission':
      return 'cannot be read with these credentials';
    case 'ok':
      if (input.partitions === 0) return 'has no partitions: its members own and subscribe to none that exists, and no committed offset of it is visible';
      if (input.totalLag === null) return 'has nothing to read: no partition of it holds a record that waits';
      return input.totalLag === 0 ? 'keeps up: nothing waits' : `keeps up: ${lag} ${waits(input)}`;
    case 'ok-no-member':
      return (input.totalLag ?? 0) > 0 ? `has no member, yet offsets are committed: ${lag} ${waits(input)}` : 'has no member, and nothing waits for it';
  }
}

/** The lag beside it counts what is deleted too. */
function lost(input: SentenceInput, where: string): string {
  const { health, lostRecords, members } = input;
  const lostOn = health.rows === 1 ? where : `${ofPartitions(health.rows, input)}, ${where} first`;
  const still = Math.max(0, (input.totalLag ?? NaN) - lostRecords);
  return `lost records on ${lostOn}: ${formatCount(lostRecords)} already deleted, unread; of the lag of ${records(input)} ${formatCount(still)} ${still === 1 ? 'is' : 'are'} still there${members === 0 ? ', and it has no member to read them' : ''}`;
}

/** Either its lag was not watched for long, or it has not had long to commit where there are records. */
function watching(input: SentenceInput): string {
  const behind = (input.totalLag ?? 0) > 0 ? `is ${records(input)} behind` : null;
  if (input.uncommittedPartitions > 0) return behind === null ? 'cannot be judged yet' : `${behind} and cannot be judged yet`;
  return `${behind ?? 'cannot be judged yet'}; watched for only ${formatDuration(input.watchedMs)}, too short to say which way it goes`;
}

function unknown(input: SentenceInput): string {
  const { health, unknownPartitions, partitions, members, watchedMs, uncommittedPartitions } = input;
  if (Number.isNaN(watchedMs)) return `is not known yet: its ${position(input)}s could not be read`;
  if (health.reason === 'handed-over') return 'has no member by its new coordinator, which took it over a moment ago: its members may still come back';
  if (unknownPartitions > 0) return `is only partly known: the lag of ${ofPartitions(unknownPartitions, input)} could not be read`;
  if (members === null) return 'is only partly known: its members could not be read';
  if (partitions === 0) return `has no member, and no ${position(input)} of it is visible: it has none, or these credentials may not DESCRIBE the topics where it has some`;
  return uncommittedPartitions > 0 ? 'is only partly known' : 'is only partly known: whether records wait could not be read';
}

/** Told by every verdict that does not say so itself. */
function uncommitted(input: SentenceInput): string {
  const { health, uncommittedPartitions } = input;
  if (uncommittedPartitions === 0 || health.verdict === 'no-permission') return '';
  if (health.verdict === 'not-committing') {
    const rest = uncommittedPartitions - health.rows;
    return rest > 0 ? `; nor has it on ${formatCount(rest)} more` : '';
  }
  return `; on ${ofPartitions(uncommittedPartitions, input)} it has no ${position(input)}, so what waits there is not known`;
}

/** What it has to read as far as that is known: `5 records`, `at least 5 records`, `an unknown number of records`. */
function records({ totalLag, unknownPartitions, uncommittedPartitions }: SentenceInput): string {
  const partial = unknownPartitions + uncommittedPartitions > 0;
  if (totalLag === null || (partial && totalLag === 0)) return 'an unknown number of records';
  return `${partial ? 'at least ' : ''}${formatCount(totalLag)} ${plural(totalLag, 'record')}`;
}

function waits({ totalLag }: SentenceInput): string {
  return totalLag === 1 ? 'waits' : 'wait';
}

function backlogElsewhere(input: SentenceInput): string {
  return (input.totalLag ?? 0) > 0 ? `; ${records(input)} ${waits(input)} on the others` : '';
}

/** Only where more than half of it lies there. */
function mostly({ worst, totalLag }: SentenceInput): string {
  return worst !== null && totalLag !== null && worst.lag * 2 > totalLag ? `, most of it on ${worst.name}` : '';
}

function position({ shared }: SentenceInput): string {
  return shared ? 'start offset' : 'committed offset';
}

function ofPartitions(count: number, { partitions }: SentenceInput): string {
  return `${formatCount(count)} of ${formatCount(partitions)} ${plural(partitions, 'partition')}`;
}

function held(input: SentenceInput): string {
  return input.since === null ? '' : ` for ${input.atLeast ? 'at least ' : ''}${formatDuration(Math.max(0, input.sampledAt - input.since))}`;
}

function others(input: SentenceInput): string {
  const rest = input.partitions - input.health.rows;
  if (input.health.rows > 1) return `; ${formatCount(input.health.rows)} partitions stand still`;
  return rest > 0 ? `; ${formatCount(rest)} other ${plural(rest, 'partition')} ${rest === 1 ? 'does' : 'do'} not stand still` : '';
}

function evidence(input: SentenceInput): string | null {
  const { health } = input;
  switch (health.verdict) {
    case 'stopped':
      return whoLeft(input) ?? 'No member is in the group.';
    case 'stalled':
      if ((input.totalLag ?? Infinity) <= MARKERS * health.rows) return 'It may have read everything: after a transaction the last offset is a marker that consumers skip, and some never commit past it.';
      return health.rows === 1 && input.partitions > 1 ? 'Likely one bad record: the group goes on elsewhere.' : null;
    case 'records-lost':
      return [
        input.members === 0 ? (whoLeft(input) ?? 'No member is in the group.') : null,
        'The consumer will apply auto.offset.reset there; what was deleted, by retention or by request, is not read.',
        (health.stalledRows ?? 0) > 0 ? `${ofPartitions(health.stalledRows ?? 0, input)} ${health.stalledRows === 1 ? 'stands' : 'stand'} still.` : null,
      ].filter((text) => text !== null).join(' ');
    case 'not-committing':
      return 'A consumer commits after it has read: this one has read nothing there, or commits nothing. When it restarts, auto.offset.reset decides where it begins.';
    case 'unknown':
    case 'no-permission':
      return null;
    default:
      return input.unknownPartitions > 0 ? `${formatCount(input.unknownPartitions)} ${plural(input.unknownPartitions, 'partition')} not counted: unknown.` : null;
  }
}

function whoLeft({ left, sampledAt }: SentenceInput): string | null {
  if (left === null) return null;
  const nothing = left.committedSince === false ? ', and nothing was committed since' : '';
  const ago = sampledAt - left.at;
  return `Its last ${left.count === 1 ? 'member' : `${formatCount(left.count)} members`} (${left.names}) left ${ago >= 1_000 ? formatDuration(ago) : 'a moment'} before these figures were read${nothing}.`;
}

function unowned(input: SentenceInput): string | null {
  const { unownedPartitions } = input;
  if (unownedPartitions === 0) return null;
  return `Nobody reads ${ofPartitions(unownedPartitions, input)}: there is lag, but no owner and no commit lately.`;
}

function gone({ gonePartitions }: SentenceInput): string | null {
  if (gonePartitions === 0) return null;
  const isOne = gonePartitions === 1;
  return `${formatCount(gonePartitions)} committed ${isOne ? 'offset is' : 'offsets are'} left over from ${isOne ? 'a partition that does' : 'partitions that do'} not exist any more: there is no lag.`;
}

/** Such a lag is no less than the real one. */
function reckoned({ reckonedLags }: SentenceInput): string | null {
  if (reckonedLags === 0) return null;
  return `The broker does not tell the lag of ${formatCount(reckonedLags)} ${plural(reckonedLags, 'partition')}: shown is the log end less the start offset, and some of that may be acknowledged already.`;
}

function plural(count: number, word: string): string {
  return count === 1 ? word : `${word}s`;
}
