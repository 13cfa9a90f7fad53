import { randomUUID } from 'node:crypto';
import { copyHeaders, type RecordOrigin } from '../../../shared/record-copy';
import type { ProducedRecord } from '../../../shared/records';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { KafkaFailure, toFailure } from '../../kafka/errors';
import { encodeText } from '../../kafka/protocol/text';
import { closeJournal, writeIntent, type Journal } from '../journal/journal';
import { produceRecords, type ProducedAt } from '../records/produce';
import { readRecordAt } from '../records/read-records';

/**
 * Copies one record to a topic that exists (a dead-letter topic): key, value and headers as they are, and headers that tell where it
 * comes from. The audit has the intent before and the result after; the record itself is kept nowhere. Rejects with KafkaFailure: nothing was
 * written (CANCELLED: as it was wished), unless its code is WRITE_UNKNOWN (nobody knows). A cancellation waits for what was sent.
 */
export async function copyRecord(client: ClusterClient, origin: RecordOrigin, toTopic: string, { journal, ...calls }: CallOptions & { readonly journal: Journal }): Promise<ProducedRecord> {
  const { topic, partition, offset, groupId, reason } = origin;
  // Whoever reads the topic would meet the bad record again, behind all others.
  if (toTopic === topic) throw new KafkaFailure('SAME_TOPIC', `A record is not copied to the topic that it is in (${topic}): its groups would read it once more. Choose another one.`, { retriable: false });
  const record = await readRecordAt(client, origin, calls);
  if (record?.kind !== 'record') throw new KafkaFailure('NO_SUCH_RECORD', `There is no record at offset ${offset} of ${topic}-${partition} (any more).`, { retriable: false });
  const operationId = randomUUID();
  const unwritten = writeIntent(journal, client, { operationId, action: 'copy-record', reason, offsets: null, wish: { record: { topic, partition, offset }, groupIds: groupId === null ? [] : [groupId], to: toTopic } });
  if (unwritten !== null) throw new KafkaFailure(unwritten.code, unwritten.message, { retriable: false });
  const added = copyHeaders(origin).map(({ name, value }) => ({ name: encodeText(name), value: encodeText(value) }));
  let at: ProducedAt;
  try {
    at = await produceRecords(client, toTopic, [{ key: record.key, value: record.value, headers: [...record.headers, ...added] }], calls);
  } catch (error) {
    const { code, message } = toFailure('record', error);
    const unsaid = await closeJournal(journal, operationId, { copied: null, uncertain: code === 'WRITE_UNKNOWN', error: message });
    throw unsaid === null ? error : new KafkaFailure(code, `${message} ${unsaid.message}`, { retriable: false });
  }
  const copied = { topic: toTopic, ...at };
  return { ...copied, auditFailure: await closeJournal(journal, operationId, { copied, error: null }) };
}
