import { describe, expect, it } from 'vitest';
import { failed, succeeded, type Result } from '../../../../src/shared/result';
import { createReader } from '../../../../src/renderer/state/reader';

const FAILURE = { scope: 'cluster', code: 'X', message: 'No.' };

/** A load whose answers are given by hand, in order. */
function handLoad() {
  const asked: { readonly previous: number | null; readonly answer: (result: Result<number>) => Promise<void> }[] = [];
  const load = (previous: number | null) =>
    new Promise<Result<number>>((resolve) => {
      asked.push({
        previous,
        answer: async (result) => {
          resolve(result);
          await new Promise((done) => setTimeout(done, 0));
        },
      });
    });
  return { asked, load };
}

describe('createReader', () => {
  it('keeps one attempt running and one waiting, however many revisions pass', async () => {
    const { asked, load } = handLoad();
    const reader = createReader<number>();
    for (const revision of [1, 2, 3, 4]) reader.want(revision, load);
    expect(asked.length).toBe(1);
    await asked[0]?.answer(succeeded(10));
    expect(asked.length).toBe(2);
    expect(asked[1]?.previous).toBe(10);
    await asked[1]?.answer(succeeded(40));
    expect(reader.store.get()).toMatchObject({ state: 'current', value: 40, failure: null });
    reader.want(4, load);
    expect(asked.length).toBe(2);
  });

  it('keeps the last good value beside a failure, and says that it is not the newest', async () => {
    const { asked, load } = handLoad();
    const reader = createReader<number>();
    reader.want(1, load);
    await asked[0]?.answer(failed(FAILURE));
    expect(reader.store.get()).toMatchObject({ state: 'failed', value: null, failure: FAILURE });
    reader.want(2, load);
    await asked[1]?.answer(succeeded(5));
    reader.want(3, load);
    await asked[2]?.answer(failed(FAILURE));
    expect(reader.store.get()).toMatchObject({ state: 'stale', value: 5, failure: FAILURE });
  });

  it('turns a rejected request into a failure', async () => {
    const reader = createReader<number>();
    reader.want(1, () => Promise.reject(new Error('engine gone')));
    await new Promise((done) => setTimeout(done, 0));
    expect(reader.store.get()).toMatchObject({ state: 'failed', failure: { code: 'READING_FAILED', message: expect.stringContaining('engine gone') } });
  });

  it('builds on nothing of an engine that was replaced, until a whole answer came', async () => {
    const { asked, load } = handLoad();
    const reader = createReader<number>();
    reader.want(7, load);
    await asked[0]?.answer(succeeded(1));
    reader.startOver();
    reader.want(7, load);
    expect(asked[1]?.previous).toBeNull();
    await asked[1]?.answer(failed(FAILURE));
    expect(reader.store.get()).toMatchObject({ state: 'stale', value: 1 });
    reader.want(8, load);
    expect(asked[2]?.previous).toBeNull();
    await asked[2]?.answer(succeeded(2));
    reader.want(9, load);
    expect(asked[3]?.previous).toBe(2);
  });
});
