import type { Failure } from '../../shared/failure';
import { backoffMs } from '../clusters/backoff';
import { openClient } from '../clusters/open-client';
import type { ClusterClient } from '../kafka/cluster-client';
import { writeResult, type Journal } from '../operations/journal/journal';
import { pause } from '../operations/pause';
import { leaveUntilGone } from './phantom-member';
import type { Phantom, PhantomStore } from './phantom-store';

export interface OrphanKeeping {
  readonly phantoms: PhantomStore;
  readonly journal: Journal;
}

const CONNECT_MS = 10_000;
const LEAVE_FOR_MS = 10_000;
/** Every coordinator has forgotten it long before: its session lasts seconds. */
const FORGOTTEN_AFTER_MS = 60 * 60_000;

/**
 * Removes what a program that was ended, or could not reach the coordinator any more, left behind in groups: tries each again until it is
 * known to be gone, or the signal says so. One that another process has just put there only leaves a little earlier than that process would
 * have it. Of a cluster that cannot be reached for an hour, what became of it is written down as not known. `operationId`: only what that one left; null: all. Never rejects.
 */
export async function removeOrphans(keeping: OrphanKeeping, operationId: string | null, signal: AbortSignal): Promise<void> {
  const orphans = keeping.phantoms.all().filter((phantom) => operationId === null || phantom.operationId === operationId);
  await Promise.all(orphans.map((phantom) => removeInTime(phantom, keeping, signal)));
}

async function removeInTime(phantom: Phantom, keeping: OrphanKeeping, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    let client: ClusterClient | null = null;
    const close = (): void => client?.close();
    signal.addEventListener('abort', close, { once: true });
    try {
      ({ client } = await openClient(phantom, { byHand: false, mayWrite: true }));
      await client.connect({ signal, timeoutMs: CONNECT_MS });
      if ((await removeOrphan(client, phantom, keeping)) === null) return;
    } catch {
      // Said by the monitor of that cluster, whose address it is.
    } finally {
      signal.removeEventListener('abort', close);
      close();
    }
    if (!signal.aborted && Date.now() - phantom.joinedAt > FORGOTTEN_AFTER_MS) return void giveUp(phantom, keeping);
    await pause(backoffMs(attempt), signal).catch(() => undefined);
  }
}

/** Has one leave, and writes that as the result of its operation. Null: it is not in the group, and nothing more is to be done. Never rejects. */
export async function removeOrphan(client: ClusterClient, phantom: Phantom, { phantoms, journal }: OrphanKeeping): Promise<Failure | null> {
  const { operationId, groupId, memberIds: [memberId = ''], kafkaClusterId } = phantom;
  const isElsewhere = kafkaClusterId !== client.kafkaClusterId;
  const failure = isElsewhere ? null : await leaveUntilGone(client, phantom, LEAVE_FOR_MS);
  if (failure !== null) return failure;
  const lost = lostText(memberId, groupId);
  const error = isElsewhere ? `${lost} Another cluster answers at that address now: the coordinator forgets the member when its session times out.` : `${lost} The member was asked to leave again, and is no longer in the group.`;
  const unwritten = writeResult(journal, operationId, { settled: true, outcome: { status: 'unknown', error } });
  if (unwritten !== null) return unwritten;
  phantoms.remove(operationId);
  return null;
}

function giveUp({ operationId, groupId, memberIds: [memberId = ''] }: Phantom, { phantoms, journal }: OrphanKeeping): void {
  const error = `${lostText(memberId, groupId)} Its cluster could not be reached for an hour: by then the coordinator has forgotten the member, whose session lasts seconds.`;
  if (writeResult(journal, operationId, { settled: true, outcome: { status: 'unknown', error } }) === null) phantoms.remove(operationId);
}

function lostText(memberId: string, groupId: string): string {
  return `Whether there was a rebalance was not read back: the program was ended, or lost the coordinator, while member ${memberId} passed through ${groupId}.`;
}
