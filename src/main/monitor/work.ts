/** Something that is under way at most once, however many rounds begin meanwhile: one broker's poll, a reading of Metadata. */
export interface Work {
  /** Never rejects; null while nothing is under way. */
  running: Promise<void> | null;
  /** It took longer than a round waits, the last time or this time. */
  late: boolean;
}

export function newWork(): Work {
  return { running: null, late: false };
}

/** Begins it, unless an earlier round's is still under way: then that one goes on. `onBug` gets what `act` rejects with, which it should not. */
export function begin(work: Work, patienceMs: number, act: () => Promise<void>, onBug: (error: unknown) => void): void {
  if (work.running !== null) return;
  const startedAt = performance.now();
  work.running = act()
    .catch(onBug)
    .then(() => {
      work.running = null;
      work.late = performance.now() - startedAt > patienceMs;
    });
}

/**
 * Waits until all of it is done, `patienceMs` at most. What was late already is not waited for, or one slow broker would
 * make every other one's figures old; unless there is nothing else.
 */
export async function waitFor(works: readonly Work[], patienceMs: number): Promise<void> {
  const prompt = works.filter((work) => !work.late);
  const awaited = prompt.length > 0 ? prompt : works;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([Promise.all(awaited.map(({ running }) => running)), patience]);
  clearTimeout(timer);
  for (const work of awaited) if (work.running !== null) work.late = true;
}
