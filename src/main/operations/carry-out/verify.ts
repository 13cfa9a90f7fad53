import type { GroupOutcome, MovedBack, Verification } from '../../../shared/reset';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { toFailure } from '../../kafka/errors';
import { pause } from '../pause';
import { readGroups, type GroupReading } from '../read/read-groups';

const LOOK_AFTER_MS = [1_000, 5_000, 15_000, 30_000];

/**
 * Reads applied offsets again for `forMs`, and once more at its end. An offset that moves on from the applied one is what a
 * consumer does that begins there: only one below it, or that jumps back near the old position, was moved back. Once moved back it
 * stays so, wherever it went on from there. Gives the last look; `onLook` hears each. Rejects with CANCELLED only.
 */
export async function watchApplied(client: ClusterClient, groups: readonly GroupOutcome[], forMs: number, options: CallOptions, onLook: (verification: Verification) => void): Promise<Verification> {
  const startedAt = performance.now();
  let last: Verification = { movedBack: [], failures: [] };
  for (const afterMs of [...LOOK_AFTER_MS.filter((ms) => ms < forMs), forMs]) {
    await pause(Math.max(0, afterMs - (performance.now() - startedAt)), options.signal);
    last = withEarlier(last, await look(client, groups, options));
    onLook(last);
  }
  return last;
}

async function look(client: ClusterClient, groups: readonly GroupOutcome[], options: CallOptions): Promise<Verification> {
  try {
    const readings = await readGroups(client, groups.map(({ groupId }) => groupId), options);
    return verificationOf(groups, readings);
  } catch (error) {
    if (options.signal.aborted) throw error;
    return { movedBack: [], failures: [toFailure('cluster', error)] };
  }
}

/** What one look tells of what was applied; what could not be read is a failure, and not held. */
export function verificationOf(groups: readonly GroupOutcome[], readings: ReadonlyMap<string, GroupReading>): Verification {
  const failures = [...readings.values()].flatMap(({ failure }) => failure ?? []);
  const movedBack: MovedBack[] = [];
  for (const { groupId, outcomes } of groups) {
    const reading = readings.get(groupId);
    if (reading === undefined || reading.failure !== null) continue;
    for (const { topic, partition, status, oldOffset, newOffset } of outcomes) {
      const held = status === 'applied' ? (reading.committed.get(topic, partition) ?? null) : undefined;
      if (held === undefined) continue;
      if (held !== null && 'code' in held) failures.push(held);
      else if (wasMovedBack(oldOffset, newOffset, held?.offset ?? null)) movedBack.push({ groupId, topic, partition, applied: newOffset, now: held?.offset ?? null, members: reading.members });
    }
  }
  return { movedBack, failures };
}

export function withEarlier(earlier: Verification, now: Verification): Verification {
  const keyOf = ({ groupId, topic, partition }: MovedBack): string => JSON.stringify([groupId, topic, partition]);
  const again = new Set(now.movedBack.map(keyOf));
  return { ...now, movedBack: [...earlier.movedBack.filter((each) => !again.has(keyOf(each))), ...now.movedBack] };
}

/** After its removal: a commit again. After a step back: at or beyond the old position again. After a step forward, or with none before: below the new one. */
function wasMovedBack(oldOffset: number | null, newOffset: number | null, now: number | null): boolean {
  if (now === newOffset) return false;
  if (newOffset === null || now === null || now < newOffset) return true;
  return oldOffset !== null && oldOffset > newOffset && now >= oldOffset;
}
