import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ClusterClient } from '../../../../src/main/kafka/cluster-client';
import { AuditTopic } from '../../../../src/main/operations/journal/audit-topic';
import { openJournal, type Journal } from '../../../../src/main/operations/journal/journal';
import { sharedAudit, sharedDetails } from '../../../../src/main/operations/journal/shared-audit';
import { linesOf } from '../../../../src/main/operations/journal/shared-lines';
import { sharedWriters } from '../../../../src/main/operations/journal/shared-writers';

const NOTHING_ELSE = { hasMore: false, isTrimmed: false, failures: [] };

/** The lines of a journal that has three changes of one cluster, as somebody's program writes them. */
function journal(host: string): { readonly journal: Journal; readonly texts: readonly string[] } {
  const directory = mkdtempSync(join(tmpdir(), 'offsight-shared-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const opened = openJournal(directory);
  for (const operationId of ['one', 'two', 'three'].map((each) => `${each}-${host}`)) {
    opened.audit.append({ kind: 'intent', operationId, action: 'reset', kafkaClusterId: operationId.startsWith('two') ? 'other' : 'c', user: 'mara', host, reason: 'é', groups: [{ groupId: '__proto__', partitions: [{ topic: 'orders', partition: 0, oldOffset: 1, newOffset: 5 }] }] });
    opened.audit.append({ kind: 'result', operationId, groups: [{ groupId: '__proto__', partitions: [{ topic: 'orders', partition: 0, status: 'applied', readBack: 5, error: null }] }] });
  }
  return { journal: opened, texts: readFileSync(opened.audit.path, 'utf8').trimEnd().split('\n') };
}

const read = (texts: readonly string[]) => linesOf(texts.map((text) => Buffer.from(text)));

test('lines of several computers are one list of this cluster’s changes, and of each writer it is said what they prove', async () => {
  const here = journal('a');
  const [first = '', second = '', , , fifth = '', sixth = ''] = here.texts;
  const there = journal('b');
  const reading = { ...NOTHING_ELSE, ...(await read([first, ...there.texts, second, fifth, fifth, sixth, 'null', '{"operationId":"x"}', '{"sequence":1,"at":1e300}', '\u0000'])) };
  const shared = sharedAudit(reading, 'offsight-audit', 'c');
  expect(shared).toMatchObject({ topic: 'offsight-audit', lines: 10, notLines: 4, elsewhere: 1 });
  expect(shared.operations.map(({ operationId, host, groupIds, meant, done }) => [operationId, host, groupIds, meant, done])).toEqual(['three-a', 'three-b', 'one-b', 'one-a'].map((id) => [id, id.slice(-1), ['__proto__'], 1, 1]));
  expect(shared.writers).toEqual([
    { user: 'mara', host: 'b', lines: 6, following: 5, shortened: 0, wrong: 0, contradicting: 0 },
    { user: 'mara', host: 'a', lines: 4, following: 2, shortened: 0, wrong: 0, contradicting: 0 },
  ]);
  const details = sharedDetails(reading, here.journal, ['one-a', 'one-b']);
  expect(details).toMatchObject({ ok: true, value: [{ isHere: true, canUndo: false, partitions: [{ groupId: '__proto__', newOffset: 5, status: 'applied' }] }, { isHere: false, canUndo: false }] });
  expect(sharedDetails(reading, here.journal, ['four'])).toMatchObject({ ok: false, failure: { code: 'NO_SUCH_OPERATION' } });
});

test('a line that was changed, or that takes the place of another one, shows', async () => {
  const [first = '', second = '', third = ''] = journal('a').texts;
  const proves = async (texts: readonly string[]) => sharedWriters((await read(texts)).lines).map(({ wrong, contradicting }) => [wrong, contradicting]);
  expect(await proves([first, second, third])).toEqual([[0, 0]]);
  expect(await proves([first.replace('"reason":"é"', '"reason":"e"'), second, third])).toEqual([[1, 0]]);
  const { texts: [other = ''] } = journal('a');
  expect(await proves([other, second, third])).toEqual([[0, 1]]); // its own hash fits, but the next line was written after another one
  expect(await proves([first, second, second.replace('"status":"applied"', '"status":"failed"')])).toEqual([[1, 2]]);
});

test('a line that is too long for the topic keeps its counts', async () => {
  const { journal: opened } = journal('a');
  const partitions = Array.from({ length: 20_000 }, (_, partition) => ({ topic: 'orders', partition, oldOffset: 1, newOffset: 2, status: 'applied', error: null, readBack: null }));
  const intent = opened.audit.append({ kind: 'intent', operationId: 'long', action: 'reset', kafkaClusterId: 'c', user: 'mara', host: 'a', reason: '', groups: [{ groupId: 'wide', partitions }] });
  const result = opened.audit.append({ kind: 'result', operationId: 'long', groups: [{ groupId: 'wide', partitions: [...partitions.slice(1), { ...partitions[0], status: 'failed' }] }] });
  const produced: Buffer[] = [];
  const topic = new AuditTopic(topicClient(produced), 'offsight-audit', 1_000);
  for (const line of [intent, result]) topic.publish(line);
  expect(await topic.settled()).toBeNull();
  const texts = produced.map((batch) => batch.toString('utf8')).map((batch) => batch.slice(batch.indexOf('{"sequence"'), batch.lastIndexOf('}') + 1));
  const reading = { ...NOTHING_ELSE, ...(await read(texts)) };
  const shared = sharedAudit(reading, 'offsight-audit', 'c');
  expect(shared.operations).toMatchObject([{ groupIds: ['wide'], topics: ['orders'], meant: 20_000, done: 19_999 }]);
  expect(shared.writers).toMatchObject([{ lines: 2, shortened: 2, following: 1, wrong: 0, contradicting: 0 }]);
  expect(sharedDetails(reading, opened, ['long'])).toMatchObject({ ok: true, value: [{ isShortened: true, partitions: [] }] });
});

/** One that takes what is produced to the topic's only partition. */
function topicClient(produced: Buffer[]): ClusterClient {
  const topic = { topic: 'offsight-audit', errorCode: 0, partition: Int32Array.of(0), leader: Int32Array.of(1) };
  return {
    readMetadata: () => Promise.resolve({ topics: [topic] }),
    versionOf: () => Promise.resolve(9),
    send: (_nodeId: number, _api: unknown, { records }: { readonly records: Buffer }) => {
      produced.push(records);
      return Promise.resolve({ errorCode: 0, baseOffset: 0, errorMessage: null });
    },
  } as unknown as ClusterClient;
}
