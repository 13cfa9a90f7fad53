import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SnapshotStore } from '../../../../src/main/operations/journal/snapshot-store';

test('a snapshot is read as it was saved, whatever the names', () => {
  const { store } = open();
  const offsets = [7, Number.MAX_SAFE_INTEGER, null].map((offset, partition) => ({ groupId: '__proto__', topic: 't\n', partition, offset, leaderEpoch: null, metadata: '\ud800' }));
  store.save({ operationId: 'one', kafkaClusterId: 'c', takenAt: 1, offsets });
  expect(store.load('one')).toEqual({ version: 1, operationId: 'one', kafkaClusterId: 'c', takenAt: 1, offsets });
  expect(store.load('two')).toBeNull();
});

test.each(['', '{"version":1', '{}', 'null', '{"version":1,"operationId":"other","kafkaClusterId":null,"takenAt":1,"offsets":[]}'])('a damaged snapshot says so: %s', (text) => {
  const { store, directory } = open();
  store.probe();
  writeFileSync(join(directory, 'snapshots', 'one.json'), text);
  expect(() => store.load('one')).toThrow(/one\.json is damaged/u);
});

function open() {
  const directory = mkdtempSync(join(tmpdir(), 'offsight-snapshots-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return { directory, store: new SnapshotStore(directory) };
}
