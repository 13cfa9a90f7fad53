import { useEffect, useState } from 'react';
import type { GroupHistory } from '../../../shared/group';
import type { Result } from '../../../shared/result';
import { invoke, listen } from '../../bridge';
import { addSamples, type LagSamples } from '../../charts/lag-samples';
import { createReader, type Reader, type Reading } from '../../state/reader';
import { useStore } from '../../state/store';

export interface HeldHistory {
  readonly samples: LagSamples;
  readonly events: GroupHistory['events'];
  /** Length of the window that the samples were kept for. */
  readonly windowMs: number;
}

/** Windows up to this share one reading. */
const READ_LEAST_MS = 900_000;

/**
 * Lag over the last `shownMs` and a little more, read on with each revision: only what is new crosses, and no more than the window is
 * held. A longer window reads the whole again. The page is made anew per group, so this reader belongs to one group.
 */
export function useGroupHistory(profileId: string, groupId: string, shownMs: number, revision: number): Reading<HeldHistory> {
  const windowMs = Math.max(READ_LEAST_MS, shownMs);
  const [reader] = useState<Reader<HeldHistory>>(createReader);
  const reading = useStore(reader.store);

  useEffect(
    () =>
      listen('engine:changed', ({ state }) => {
        if (state === 'running') reader.startOver();
      }),
    [reader],
  );
  useEffect(() => {
    if ((reader.store.get().value?.windowMs ?? windowMs) < windowMs) reader.startOver();
  }, [reader, windowMs]);
  useEffect(() => reader.want(revision, (previous) => readOn(profileId, groupId, windowMs, previous)));
  return reading;
}

async function readOn(profileId: string, groupId: string, windowMs: number, previous: HeldHistory | null): Promise<Result<HeldHistory>> {
  const held = previous?.samples ?? null;
  const since = held?.times[held.times.length - 1] ?? Date.now() - windowMs;
  const answer = await invoke('group:readHistory', { profileId, groupId, since, partitionsRevision: held?.partitionsRevision ?? null });
  if (!answer.ok) return answer;
  const newest = answer.value.times[answer.value.times.length - 1] ?? held?.times[held.times.length - 1] ?? Date.now();
  const from = newest - windowMs;
  const events = mergeEvents(previous?.events ?? [], answer.value.events).filter(({ at }) => at >= from);
  return { ok: true, value: { samples: addSamples(held, answer.value, from), events, windowMs } };
}

/** An answer may carry events that are known already. */
function mergeEvents(held: GroupHistory['events'], read: GroupHistory['events']): GroupHistory['events'] {
  const known = new Set(held.map(({ at, kind, text }) => `${at} ${kind} ${text}`));
  const added = read.filter(({ at, kind, text }) => !known.has(`${at} ${kind} ${text}`));
  return added.length === 0 ? held : [...held, ...added].sort((left, right) => left.at - right.at);
}
