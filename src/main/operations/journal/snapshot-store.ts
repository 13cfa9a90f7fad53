import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { probeDisk, writeDurably } from '../../clusters/durable-file';

const offset = z.object({
  groupId: z.string(),
  topic: z.string(),
  partition: z.number().int(),
  /** Null: none was committed. */
  offset: z.number().int().nullable(),
  leaderEpoch: z.number().int().nullable(),
  metadata: z.string().nullable(),
  topicId: z.string().nullable().optional(),
  groupType: z.string().nullable().optional(),
});
const snapshot = z.object({
  version: z.literal(1),
  operationId: z.string(),
  kafkaClusterId: z.string().nullable(),
  takenAt: z.number(),
  offsets: z.array(offset),
});

/** What was committed before an operation, so that it can be taken back. Times are epoch ms. */
export type OffsetSnapshot = Readonly<z.infer<typeof snapshot>>;

/** Snapshots as files `snapshots/<operationId>.json` of the data directory. */
export class SnapshotStore {
  constructor(private readonly directory: string) {}

  /** On disk when it returns. Throws what the disk says. */
  save(taken: Omit<OffsetSnapshot, 'version'>): void {
    writeDurably(this.path(taken.operationId), `${JSON.stringify({ version: 1, ...taken })}\n`);
  }

  /** Null: there is none of that operation. Throws a plain Error if the file is not what was saved. */
  load(operationId: string): OffsetSnapshot | null {
    const path = this.path(operationId);
    if (!existsSync(path)) return null;
    const read = snapshot.safeParse(jsonOf(readFileSync(path, 'utf8')));
    if (!read.success || read.data.operationId !== operationId) throw new Error(`The snapshot ${path} is damaged: it is not what Offsight saved.`);
    return read.data;
  }

  has(operationId: string): boolean {
    return existsSync(this.path(operationId));
  }

  /** Throws why nothing could be saved now. */
  probe(): void {
    const folder = join(this.directory, 'snapshots');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    probeDisk(folder);
  }

  private path(operationId: string): string {
    if (!/^[0-9a-z-]{1,64}$/u.test(operationId)) throw new Error(`“${operationId}” is not the id of an operation.`);
    return join(this.directory, 'snapshots', `${operationId}.json`);
  }
}

/** Undefined: it is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
