import type { ClusterProfile } from '../../shared/cluster';
import type { RecordView, RecordsView } from '../../shared/records';
import { succeeded, type Result } from '../../shared/result';
import type { Connections } from './connections';
import { readRecords, type RecordsWish } from './read-records';
import { recordsView, recordView } from './record-view';

/** Of each key and value in a list, and of one that is looked at. */
const PREVIEW_BYTES = 512;
const SHOWN_BYTES = 1024 * 1024;

/** Looks into one cluster's records. A newer request ends the one before. */
export class RecordDesk {
  constructor(private readonly connections: Connections) {}

  /** Records for a list. */
  list(profile: ClusterProfile, wish: RecordsWish): Promise<Result<RecordsView>> {
    return this.connections.use(profile, { key: 'records', mayWrite: false }, async (client, calls) => succeeded(recordsView(await readRecords(client, wish, calls), PREVIEW_BYTES)));
  }

  /** One record; `whole`: all of its value, otherwise its first MiB. */
  one(profile: ClusterProfile, { topic, partition, offset }: { readonly topic: string; readonly partition: number; readonly offset: number }, whole: boolean): Promise<Result<RecordView | null>> {
    return this.connections.use(profile, { key: 'record', mayWrite: false }, async (client, calls) => {
      const { records } = await readRecords(client, { topic, partition, from: { kind: 'offset', offset }, most: 1 }, calls);
      const [record] = records;
      return succeeded(record === undefined || record.offset !== offset ? null : recordView(record, whole ? Infinity : SHOWN_BYTES));
    });
  }
}
