import type { GroupOutcome, Verification } from '../../../shared/reset';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { toFailure } from '../../kafka/errors';
import { pause } from '../pause';
import { readGroups } from '../read/read-groups';

const LOOK_AFTER_MS = [1_000, 5_000, 15_000, 30_000];

/**
 * Reads applied offsets again for `forMs`, and once more at its end. An offset that moves on from the applied one is what a
 * consumer does that begins there: only one below it, or that jumps back near the old position, was moved back.
 * Gives the last look; `onLook` hears each. Rejects with CANCELLED only.
 */
export async function watchApplied(client: ClusterClient, groups: readonly GroupOutcome[], forMs: number, options: CallOptions, onLook: (verification: Verification) => void): Promise<Verification> {
  const startedAt = performance.now();
  let last: Verification = { movedBack: [], failures: [] };
  for (const afterMs of [...LOOK_AFTER_MS.filter((ms) => ms < forMs), forMs]) {
    await pause(Math.max(0, afterMs - (performance.now() - startedAt)), options.signal);
    last = await look(client, groups, options);
    onLook(last);
  }
  return last;
}

async function look(client: ClusterClient, groups: readonly GroupOutcome[], options: CallOptions): Promise<Verification> {
  try {
    const readings = await readGroups(client, groups.map(({ groupId }) => groupId), options);
    const failures = [...readings.values()].flatMap(({ failure }) => (failure === null ? [] : [failure]));
    const movedBack = groups.flatMap(({ groupId, outcomes }) => {
      const reading = readings.get(groupId);
      if (reading === undefined || reading.failure !== null) return [];
      return outcomes.flatMap(({ topic, partition, status, oldOffset, newOffset }) => {
        if (status !== 'applied') return [];
        const held = reading.committed.get(topic, partition) ?? null;
        if (held !== null && 'code' in held) return [];
        const now = held?.offset ?? null;
        return wasMovedBack(oldOffset, newOffset, now) ? [{ groupId, topic, partition, applied: newOffset, now, members: reading.members }] : [];
      });
    });
    return { movedBack, failures };
  } catch (error) {
    if (options.signal.aborted) throw error;
    return { movedBack: [], failures: [toFailure('cluster', error)] };
  }
}

/** After its removal: a commit again. After a step back: at or beyond the old position again. After a step forward, or with none before: below the new one. */
export function wasMovedBack(oldOffset: number | null, newOffset: number | null, now: number | null): boolean {
  if (now === newOffset) return false;
  if (newOffset === null || now === null || now < newOffset) return true;
  return oldOffset !== null && oldOffset > newOffset && now >= oldOffset;
}
