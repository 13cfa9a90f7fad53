import { REBALANCING_STATES } from '../../shared/group';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { KafkaFailure } from '../kafka/errors';
import { pause } from '../operations/pause';
import { formatCounted } from '../../shared/text';
import { describeGroup, type GroupKind, type GroupNow } from './read-group';

const EVERY_MS = 250;
const LATER_EVERY_MS = 1_000;
const LATER_MS = 15_000;
/** A group waits for its members for max.poll.interval.ms, 5 min unless set otherwise. */
const LONGEST_MS = 330_000;

export interface FollowOptions extends CallOptions {
  /** Monotonic ms of the change. */
  readonly since: number;
  /** How long it must stay as it is, to be called settled: who was removed comes back at the next heartbeat. */
  readonly quietMs: number;
  progressed(text: string): void;
}

export interface Followed {
  /** The newest description; null: none came. */
  readonly now: GroupNow | null;
  /** From the change to the first description of what it stayed; null: it had not settled. */
  readonly settledAfterMs: number | null;
}

/** Describes a group until it has settled, at most for the usual rebalance time-out. A description that fails is tried again. Never rejects: a cancellation ends it. */
export async function follow(client: ClusterClient, group: GroupKind, options: FollowOptions): Promise<Followed> {
  const { since, quietMs, signal, timeoutMs } = options;
  let now: GroupNow | null = null;
  let same = '';
  let sameSince = NaN;
  for (let said = ''; performance.now() - since < LONGEST_MS; ) {
    try {
      const seen = await describeGroup(client, group, { signal, timeoutMs });
      const at = performance.now();
      now = seen;
      const traits = traitsOf(seen);
      if (traits !== same) sameSince = at;
      same = traits;
      if (!REBALANCING_STATES.has(seen.groupState) && at - sameSince >= quietMs) return { now, settledAfterMs: Math.round(sameSince - since) };
      const text = `${seen.groupState}, ${formatCounted(seen.members.length, 'member')}`;
      if (text !== said) options.progressed(`The group is ${text}.`);
      said = text;
    } catch (error) {
      if (!(error instanceof KafkaFailure)) throw error;
      if (signal.aborted || error.code === 'CANCELLED') break;
    }
    try {
      await pause(performance.now() - since > LATER_MS ? LATER_EVERY_MS : EVERY_MS, signal);
    } catch {
      break;
    }
  }
  return { now, settledAfterMs: null };
}

function traitsOf({ groupState, groupEpoch, members }: GroupNow): string {
  return JSON.stringify([groupState, groupEpoch, members.map(({ memberId, memberEpoch, assignment }) => [memberId, memberEpoch, assignment])]);
}
