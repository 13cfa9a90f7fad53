import type { GroupMember } from '../../../src/shared/group';
import type { Rebalance } from '../../../src/shared/rebalances';
import type { Look, MemberCommits } from '../../../src/main/rebalances/look';
import { RebalanceLog, type Trigger } from '../../../src/main/rebalances/rebalance-log';

/** Member `a-1` is client a's first incarnation; its partitions are of topic t. */
export function member(memberId: string, partitions: readonly number[] | null, more: Partial<GroupMember> = {}): GroupMember {
  return {
    memberId, groupInstanceId: null, clientId: memberId.split('-')[0] ?? memberId, host: '/10.0.0.1', rack: null, subscription: ['t'], subscribedPattern: null,
    assignment: partitions === null ? null : [{ topic: 't', partitions }], targetAssignment: null, memberEpoch: null, memberType: null, generation: null, ownedPartitions: null, ...more,
  };
}

export function look(members: readonly GroupMember[], more: Partial<Look> = {}): Omit<Look, 'at'> {
  return { groupState: members.length === 0 ? 'Empty' : 'Stable', assignor: 'range', groupEpoch: null, members, ...more };
}

/** A log that is shown one look after another. */
export class WatchedLog {
  readonly log = new RebalanceLog();
  commits = new Map<string, MemberCommits>();
  movedAt = NaN;
  triggers: readonly Trigger[] = [];
  now = 0;
  private before: Look | null = null;

  /** `at` in seconds. */
  see(at: number, seen: Omit<Look, 'at'>): void {
    this.now = at * 1_000;
    const after = { ...seen, at: this.now };
    this.log.observe(this.before, after, { movedAt: this.movedAt, commits: () => this.commits, triggers: () => this.triggers });
    this.before = after;
  }

  /** A look that is as the one before: the log is not shown it. `at` in seconds. */
  lookAgain(at: number): void {
    if (this.before !== null) this.before = { ...this.before, at: at * 1_000 };
  }

  /** Oldest first. */
  tell(): readonly Rebalance[] {
    return [...this.log.tell(this.now, this.movedAt).rebalances].reverse();
  }

  causes(): readonly string[] {
    return this.tell().map(({ cause }) => cause.kind);
  }
}

/** Seconds; `waiting` records all the time. */
export function committed(lastCommitAt: number, readAt: number, waiting = true): MemberCommits {
  return { lastCommitAt: lastCommitAt * 1_000, readAt: readAt * 1_000, ownedSince: 0, waitingSince: waiting ? 0 : NaN, gapMs: 0 };
}
