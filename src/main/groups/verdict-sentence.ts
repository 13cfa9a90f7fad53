import { formatCount, formatDuration } from '../../shared/text';
import type { GroupVerdict } from '../../shared/group';
import type { Health } from './health';

export interface SentenceInput {
  readonly groupId: string;
  readonly health: Health;
  readonly atLeast: boolean;
  readonly since: number | null;
  readonly now: number;
  readonly totalLag: number | null;
  readonly unknownPartitions: number;
  readonly partitions: number;
  readonly members: number | null;
  readonly groupState: string | null;
  /** NaN: its committed offsets were never read. */
  readonly watchedMs: number;
  /** Of health.row; null where it names no row. */
  readonly worst: {
    readonly name: string;
    readonly committed: number;
    readonly lag: number;
    readonly logStart: number;
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
    sentence: sentence(input),
    evidence: evidence(input),
  };
}

function sentence(input: SentenceInput): string {
  const { groupId, health, worst } = input;
  const where = worst?.name ?? 'some partition';
  const lag = input.totalLag === null ? 'unknown lag' : `${formatCount(input.totalLag)} ${input.totalLag === 1 ? 'record' : 'records'}`;
  switch (health.verdict) {
    case 'stopped':
      return `${groupId} is stopped: ${lag} wait and it has no member to read them.`;
    case 'stalled':
      return `${groupId} is stalled on ${where}: committed offset ${formatCount(worst?.committed ?? null)} has not moved${held(input)} while ${worst?.owner ?? 'a member'} is in the group${others(input)}.`;
    case 'records-lost':
      return `${groupId} lost records on ${where}: ${formatCount(worst === null ? null : worst.logStart - worst.committed)} were deleted before it read them.`;
    case 'beyond-end':
      return `${groupId} has committed past the end of ${where}: the log was cut back, or the topic was created again.`;
    case 'falling-behind':
      return `${groupId} is falling behind: ${lag} and growing, most of it on ${where}.`;
    case 'not-committing':
      return `${groupId} owns ${formatCount(health.rows)} ${plural(health.rows, 'partition')} on which it has never committed, ${where} first.`;
    case 'behind':
      return `${groupId} is behind by ${lag}, neither growing nor shrinking, most of it on ${where}.`;
    case 'rebalancing':
      return `${groupId} is rebalancing (${input.groupState ?? 'state unknown'}); ${lag} wait.`;
    case 'catching-up':
      return `${groupId} is catching up: ${lag} to go, most of it on ${where}.`;
    case 'watching':
      if (!(input.totalLag !== null && input.totalLag > 0)) return `${groupId} has partitions on which it has not committed; watched for only ${formatDuration(input.watchedMs)}, too short to judge.`;
      return `${groupId} is ${lag} behind; watched for only ${formatDuration(input.watchedMs)}, too short to say which way it goes.`;
    case 'unknown':
      return unknown(input);
    case 'no-permission':
      return `${groupId} cannot be read with these credentials.`;
    case 'ok':
      if (input.totalLag === null) return `${groupId} has nothing to read: no partition of it holds a record that waits.`;
      return input.totalLag === 0 ? `${groupId} keeps up: nothing waits.` : `${groupId} keeps up: ${lag} wait.`;
    case 'ok-no-member':
      return `${groupId} has no member, and nothing waits for it.`;
  }
}

function unknown({ groupId, unknownPartitions, partitions, members, watchedMs }: SentenceInput): string {
  if (Number.isNaN(watchedMs)) return `${groupId} is not known yet: its committed offsets could not be read.`;
  if (unknownPartitions > 0) return `${groupId} is only partly known: the lag of ${formatCount(unknownPartitions)} of ${formatCount(partitions)} ${plural(partitions, 'partition')} could not be read.`;
  if (members === null) return `${groupId} is only partly known: its members could not be read.`;
  return `${groupId} is only partly known: it has not committed on some partitions, and whether they hold records could not be read.`;
}

function held(input: SentenceInput): string {
  return input.since === null ? '' : ` for ${input.atLeast ? 'at least ' : ''}${formatDuration(input.now - input.since)}`;
}

function others(input: SentenceInput): string {
  const rest = input.partitions - input.health.rows;
  if (input.health.rows > 1) return `; ${formatCount(input.health.rows)} partitions stand still`;
  return rest > 0 ? `; ${formatCount(rest)} other ${plural(rest, 'partition')} ${rest === 1 ? 'does' : 'do'} not stand still` : '';
}

function evidence(input: SentenceInput): string | null {
  switch (input.health.verdict) {
    case 'stopped':
      return input.members === 0 ? 'No member is in the group.' : null;
    case 'stalled':
      if ((input.totalLag ?? Infinity) <= MARKERS * input.health.rows) return 'It may have read everything: after a transaction the last offset is a marker that consumers skip, and some never commit past it.';
      return input.health.rows === 1 && input.partitions > 1 ? 'Likely one bad record: the group goes on elsewhere.' : null;
    case 'records-lost':
      return 'The consumer will apply auto.offset.reset there; what was deleted is not read.';
    case 'unknown':
    case 'no-permission':
      return null;
    default:
      return input.unknownPartitions > 0 ? `${formatCount(input.unknownPartitions)} ${plural(input.unknownPartitions, 'partition')} not counted: unknown.` : null;
  }
}

function plural(count: number, word: string): string {
  return count === 1 ? word : `${word}s`;
}
