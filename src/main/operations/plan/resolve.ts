import type { Failure } from '../../../shared/failure';
import type { PlannedPartition, ResetWarning, ResolvedRequest, ResolvedTarget } from '../../../shared/reset';
import type { PartitionFacts } from '../read/partition-facts';

/**
 * Where one partition goes. The rules are those of kafka-consumer-groups.sh 4.3 (to-offset, shift-by, from-file and
 * to-group are brought inside the log; to-current of a partition without a commit is its log end; shift-by without a
 * commit is refused), with two exceptions: a time after the last record asks instead of going to the log end (unless the group is there already),
 * and metadata and leader epoch of a position that does not change are kept.
 */
export function resolvePartition(facts: PartitionFacts, request: Pick<ResolvedRequest, 'target' | 'whenNoRecord'>): PlannedPartition {
  const { committed, logStart, logEnd } = facts;
  const wish = facts.failure === null ? wishFor(facts, request) : facts.failure;
  if ('code' in wish) return planned(facts, null, null, null, null, wish);
  const clamped = wish.clamp ? clamp(wish.offset, facts) : null;
  const newOffset = clamped === 'to-log-start' ? (logStart?.offset ?? wish.offset) : clamped === 'to-log-end' ? (logEnd?.offset ?? wish.offset) : wish.offset;
  if (committed !== null && newOffset === committed.offset) return planned(facts, newOffset, committed.leaderEpoch, committed.metadata, clamped, null);
  const edge = clamped === 'to-log-start' ? logStart : clamped === 'to-log-end' ? logEnd : wish;
  return planned(facts, newOffset, edge?.leaderEpoch ?? null, clamped === null ? (wish.metadata ?? null) : null, clamped, null);
}

/** One literal, since a plan makes thousands of them. */
function planned(facts: PartitionFacts, newOffset: number | null, newLeaderEpoch: number | null, newMetadata: string | null, clamped: PlannedPartition['clamped'], why: Failure | null): PlannedPartition {
  const { topic, partition, committed } = facts;
  return {
    topic,
    partition,
    oldOffset: committed?.offset ?? null,
    oldLeaderEpoch: committed?.leaderEpoch ?? null,
    oldMetadata: committed?.metadata ?? null,
    newOffset,
    newLeaderEpoch,
    newMetadata,
    logStartOffset: facts.logStart?.offset ?? null,
    logEndOffset: facts.logEnd?.offset ?? null,
    lastStableOffset: facts.lastStable?.offset ?? null,
    topicId: facts.topicId,
    removesCommit: false,
    clamped,
    warnings: warningsFor(facts, newOffset),
    problem: why,
  };
}

interface Wish {
  readonly offset: number;
  readonly leaderEpoch: number | null;
  readonly metadata?: string | null;
  readonly clamp: boolean;
}

function wishFor(facts: PartitionFacts, { target, whenNoRecord }: Pick<ResolvedRequest, 'target' | 'whenNoRecord'>): Wish | Failure {
  const { committed, logStart, logEnd, wished } = facts;
  switch (target.kind) {
    case 'to-earliest':
      return logStart === null ? unread(facts, 'log start') : { ...logStart, clamp: false };
    case 'to-latest':
      return logEnd === null ? unread(facts, 'log end') : { ...logEnd, clamp: false };
    case 'to-current':
      if (committed !== null) return { ...committed, clamp: false };
      return logEnd === null ? unread(facts, 'log end') : { ...logEnd, clamp: false };
    case 'to-offset':
      return { offset: target.offset, leaderEpoch: null, clamp: true };
    case 'shift-by':
      if (committed === null) return problem(facts, 'NO_COMMITTED_OFFSET', 'It has no committed offset, so there is nothing to shift from. Leave it out, or reset it to a position of its own.');
      return { offset: committed.offset + target.by, leaderEpoch: null, clamp: true };
    case 'to-datetime':
    case 'by-duration':
      if (facts.atTime === null) return unread(facts, 'offset at that time');
      if (facts.atTime !== 'none') return { ...facts.atTime, clamp: false };
      if (committed !== null && committed.offset === logEnd?.offset) return { ...committed, clamp: false }; // caught up: nothing waits there
      if (whenNoRecord === 'ask') return problem(facts, 'NO_RECORD_AT_OR_AFTER', 'It holds no record at or after that time. Choose whether it goes to its log end (which skips all that waits there), or leave it out.');
      return logEnd === null ? unread(facts, 'log end') : { ...logEnd, clamp: false };
    case 'to-group':
    case 'to-offsets':
      if (wished === null) return problem(facts, 'NO_SUCH_POSITION', `${originOf(target)} has no offset for it. Leave it out.`);
      return { ...wished, clamp: true };
  }
}

function originOf(target: ResolvedTarget): string {
  if (target.kind === 'to-group') return `The group ${target.groupId}`;
  if (target.kind === 'to-offsets' && target.origin === 'plan') return 'The plan before';
  return target.kind === 'to-offsets' && target.origin === 'snapshot' ? 'The snapshot' : 'The file';
}

function clamp(offset: number, { logStart, logEnd }: PartitionFacts): PlannedPartition['clamped'] {
  if (logEnd !== null && offset > logEnd.offset) return 'to-log-end';
  return logStart !== null && offset < logStart.offset ? 'to-log-start' : null;
}

function warningsFor(facts: PartitionFacts, newOffset: number | null): readonly ResetWarning[] {
  const { committed, logStart, logEnd, lastStable, wished, topicId } = facts;
  const warnings: ResetWarning[] = [];
  if (committed === null) {
    if (facts.failure === null) warnings.push('no-commit'); // else nobody knows
  } else {
    if (logStart !== null && committed.offset < logStart.offset) warnings.push('committed-below-log-start');
    if (logEnd !== null && committed.offset > logEnd.offset) warnings.push('committed-beyond-end');
    if (newOffset !== null && newOffset > committed.offset) warnings.push('skips-records');
  }
  if (newOffset !== null && newOffset !== committed?.offset && facts.atTime === 'none') warnings.push('no-record-at-or-after');
  if (isKnown(wished?.topicId) && isKnown(topicId) && wished?.topicId !== topicId) warnings.push('topic-recreated');
  if (facts.compacted === true) warnings.push('compacted');
  if (newOffset !== null && newOffset !== committed?.offset) {
    if (lastStable !== null && logEnd !== null && lastStable.offset < logEnd.offset && newOffset > lastStable.offset) warnings.push('open-transaction');
    if (facts.retentionEdge !== null && newOffset < facts.retentionEdge) warnings.push('near-retention');
  }
  return warnings;
}

function isKnown(value: string | null | undefined): value is string {
  return value !== null && value !== undefined;
}

function unread(facts: PartitionFacts, what: string): Failure {
  return problem(facts, 'NOT_READ', `Its ${what} could not be read. Try again when the partition has a leader.`);
}

function problem({ topic, partition }: PartitionFacts, code: string, message: string): Failure {
  return { scope: `partition ${topic}-${partition}`, code, message };
}
