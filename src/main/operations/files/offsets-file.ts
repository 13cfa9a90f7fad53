import { offsetLine } from '../../../shared/offset-line';
import type { OffsetsFile } from '../../../shared/offsets-file';
import type { WishedOffset } from '../../../shared/reset';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { KafkaFailure } from '../../kafka/errors';
import { readOffsetsCsv, type OffsetsOutcome } from './offsets-csv';
import { readOffsetsJson, writeOffsetsJson } from './offsets-json';
import { readGroups } from '../read/read-groups';

/** Reads a file of offsets, CSV or JSON. Rejects on a bug only. */
export function readOffsetsFile(text: string): Promise<OffsetsOutcome> {
  return /^\uFEFF?\s*\{/u.test(text) ? readOffsetsJson(text.replace(/^\uFEFF/u, '')) : readOffsetsCsv(text);
}

/**
 * The committed offsets of groups (of share groups, their start offsets) as files. Rejects with KafkaFailure if anything of them cannot
 * be read: a backup with gaps would look whole.
 */
export async function exportOffsets(client: ClusterClient, groupIds: readonly string[], options: CallOptions): Promise<OffsetsFile> {
  const readings = await readGroups(client, groupIds, options);
  const offsets: (WishedOffset & { readonly offset: number })[] = [];
  for (const groupId of groupIds) {
    const reading = readings.get(groupId);
    if (reading === undefined) throw new Error('Every group was read.');
    // What a client needs to know of members does not matter here.
    if (reading.failure !== null && reading.failure.code !== 'NOT_DESCRIBED') throw new KafkaFailure(reading.failure.code, reading.failure.message);
    if (reading.groupState === null && reading.committed.size === 0) throw new KafkaFailure('GROUP_ID_NOT_FOUND', `There is no group ${groupId}.`, { retriable: false });
    for (const { topic, partition, value } of reading.committed.sorted()) {
      if ('code' in value) throw new KafkaFailure(value.code, value.message);
      offsets.push({ groupId, topic, partition, ...value });
    }
  }
  return { csv: offsets.map((row) => `${offsetLine(groupIds.length > 1 ? row.groupId : null, row.topic, row.partition, row.offset)}\n`).join(''), json: writeOffsetsJson(client.kafkaClusterId, offsets) };
}
