import type { Failure } from '../../../shared/failure';
import type { ClusterClient } from '../../kafka/cluster-client';
import { toFailure } from '../../kafka/errors';
import { encodeText } from '../../kafka/protocol/text';
import type { AuditLine } from './audit-log';
import { countsOf } from './operation-list';
import { produceRecords } from '../records/produce';

/** Brokers take 1 MiB a record unless they are told otherwise. */
const MOST_BYTES = 900_000;
/** What grows with the partitions or members of an operation. */
const LONG_FIELDS = ['groups', 'topics', 'deletions', 'members'] as const;

/**
 * Copies the audit's lines to a topic of the cluster that is changed, so that a team shares one history: key = operation id, value = the line, without what
 * would make it too long (then `shortened` has its counts). The file is the audit; a line that does not arrive stops nothing, and is said.
 */
export class AuditTopic {
  private written: Promise<Failure | null> = Promise.resolve(null);

  /** The client must be allowed to write, and stay open until `settled`. */
  constructor(private readonly client: ClusterClient, private readonly topic: string, private readonly timeoutMs: number) {}

  /** Does not wait. Lines arrive in their order. */
  publish(line: AuditLine): void {
    this.written = this.written.then(async (failure) => (await this.write(line)) ?? failure);
  }

  /** When all is written: null, or why some of it is not. Never rejects. */
  settled(): Promise<Failure | null> {
    return this.written;
  }

  private async write(line: AuditLine): Promise<Failure | null> {
    try {
      const record = { key: encodeText(line.operationId), value: encodeText(textOf(line)), headers: [] };
      // Goes on after a cancellation, as the operation's own last steps do.
      await produceRecords(this.client, this.topic, [record], { signal: new AbortController().signal, timeoutMs: this.timeoutMs });
      return null;
    } catch (error) {
      const { code, message } = toFailure('', error);
      return { scope: `topic ${this.topic}`, code, message: `The audit on this computer is complete, but its topic ${this.topic} is not: ${message}` };
    }
  }
}

function textOf(line: AuditLine): string {
  const text = JSON.stringify(line);
  if (Buffer.byteLength(text) <= MOST_BYTES) return text;
  return JSON.stringify({ ...line, ...Object.fromEntries(LONG_FIELDS.map((field) => [field, undefined])), shortened: countsOf(line) });
}
