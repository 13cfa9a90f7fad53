import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { removeOrphans } from '../../../src/main/members/orphans';
import { PhantomStore } from '../../../src/main/members/phantom-store';
import { openJournal } from '../../../src/main/operations/journal/journal';

const directory = mkdtempSync(join(tmpdir(), 'offsight-orphans-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('a cluster that is gone is not asked for ever: after an hour what became of the phantom is not known, and is written so', async () => {
  const phantoms = new PhantomStore(directory);
  const journal = openJournal(directory);
  const phantom = { groupId: 'g', memberIds: ['m'], kafkaClusterId: 'c', bootstrapServers: '127.0.0.1:1', commandConfig: null, process: 1, host: 'h' };
  phantoms.save({ ...phantom, operationId: 'long-ago', joinedAt: Date.now() - 3_700_000 });
  phantoms.save({ ...phantom, operationId: 'just-now', joinedAt: Date.now() });
  const stopping = new AbortController();
  const done = removeOrphans({ phantoms, journal }, null, stopping.signal);
  await vi.waitFor(() => expect(phantoms.all().map(({ operationId }) => operationId)).toEqual(['just-now']), { timeout: 10_000 });
  expect(journal.audit.read().lines).toMatchObject([{ operationId: 'long-ago', outcome: { status: 'unknown', error: expect.stringContaining('could not be reached for an hour') } }]);
  stopping.abort();
  await done;
  expect(phantoms.all()).toHaveLength(1);
});
