import type { ClusterProfile } from '../../shared/cluster';
import type { RecordOrigin } from '../../shared/record-copy';
import type { ProducedRecord, RecordView, RecordsView } from '../../shared/records';
import { failed, succeeded, type Result } from '../../shared/result';
import type { Connections } from './connections';
import { copyRecord } from './carry-out/copy-record';
import type { Guard } from './desk';
import { journalFor, type Journal } from './journal/journal';
import { readRecordAt, readRecords, type RecordsWish } from './records/read-records';
import { recordsView, recordView } from './records/record-view';

/** Of each key and value in a list, and of one that is looked at. */
const PREVIEW_BYTES = 512;
const SHOWN_BYTES = 1024 * 1024;

/** Looks into one cluster's records (a newer request ends the one before), and copies them. */
export class RecordDesk {
  constructor(
    private readonly connections: Connections,
    private readonly guard: Guard,
    private readonly journal: Journal,
  ) {}

  /** Records for a list. */
  list(profile: ClusterProfile, wish: RecordsWish): Promise<Result<RecordsView>> {
    return this.connections.use(profile, { key: 'records', mayWrite: false }, async (client, calls) => succeeded(recordsView(await readRecords(client, wish, calls), PREVIEW_BYTES)));
  }

  /** One record; `whole`: all of its value, otherwise its first MiB. */
  one(profile: ClusterProfile, place: { readonly topic: string; readonly partition: number; readonly offset: number }, whole: boolean): Promise<Result<RecordView | null>> {
    return this.connections.use(profile, { key: whole ? 'whole record' : 'record', mayWrite: false }, async (client, calls) => {
      const record = await readRecordAt(client, place, calls);
      return succeeded(record === null ? null : recordView(record, whole ? Infinity : SHOWN_BYTES));
    });
  }

  /** Copies a record to another topic; `typed`, where it is asked for: that topic's name. `copyId`: to cancel it by. */
  async copy(profile: ClusterProfile, copyId: string, origin: RecordOrigin, toTopic: string, typed: string): Promise<Result<ProducedRecord>> {
    const refusal = this.guard(profile, { reason: origin.reason, typed }, [toTopic]);
    if (refusal !== null) return failed(refusal);
    return this.connections.use(profile, { key: copyKey(copyId), mayWrite: true }, async (client, calls) => succeeded(await copyRecord(client, origin, toTopic, { ...calls, journal: journalFor(this.journal, profile, client, calls) })));
  }
  cancelCopy(copyId: string): void {
    this.connections.cancel(copyKey(copyId));
  }
}

function copyKey(copyId: string): string {
  return `copy ${copyId}`;
}
