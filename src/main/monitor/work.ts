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
 * Waits until the brokers' works are done, `patienceMs` at most. A broker that was late already is not waited for, or
 * its slowness would make every other one's figures old; unless no other is at work. Of what is `besides`, nothing late is.
 */
export async function waitFor(brokers: readonly Work[], besides: readonly Work[], patienceMs: number): Promise<void> {
  const prompt = brokers.filter((work) => work.running !== null && !work.late);
  const awaited = [...(prompt.length > 0 ? prompt : brokers), ...besides.filter((work) => !work.late)];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([Promise.all(awaited.map(({ running }) => running)), patience]);
  clearTimeout(timer);
  for (const work of awaited) if (work.running !== null) work.late = true;
}
