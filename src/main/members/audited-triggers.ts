import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';
import { formatCounted } from '../../shared/text';
import { parseLine } from '../operations/journal/audit-log';
import type { Trigger } from '../rebalances/rebalance-log';

/** What there was before this program ran is seldom asked for: a rebalance is judged as soon as it has been seen. */
const MOST_BYTES = 4 * 1024 * 1024;
const KEPT_MS = 60 * 60_000;
/** Where it is in lines that AuditLog writes; taking apart a line of thousands of partitions takes long. */
const INTENT = /^\{"sequence":\d+,"at":\d+,"previous":"\w+",(?:"torn":\{"bytes":\d+,"hash":"\w+"\},)?"kind":"intent","operationId":"[\w-]+","action":"(?:rebalance|remove-members)"/u;
const HEAD_BYTES = 400;
const LINE_END = 10;

const intent = z.object({ at: z.number(), action: z.enum(['rebalance', 'remove-members']), kafkaClusterId: z.string().nullable(), groupIds: z.array(z.string()), members: z.union([z.number(), z.array(z.unknown())]), phantoms: z.array(z.string()).optional() });
type Intent = z.infer<typeof intent>;

/**
 * What was done on this computer that makes groups rebalance, whichever program did it: as their audit file has it, where it is written
 * before anything is done. Only what was appended since is read again.
 */
export class AuditedTriggers {
  private inode = 0;
  private end = 0;
  private intents: readonly Intent[] = [];

  constructor(private readonly path: string) {}

  /** Oldest first. What cannot be read is left out. Never throws. */
  of(kafkaClusterId: string | null, groupId: string): readonly Trigger[] {
    try {
      this.readOn();
    } catch {
      // Without the file there is nothing that was done.
    }
    return this.intents.filter((done) => done.kafkaClusterId === kafkaClusterId && done.groupIds.includes(groupId)).map((done) => ({ at: done.at, text: textOf(done), ...(done.phantoms === undefined ? {} : { passing: done.phantoms }) }));
  }

  private readOn(): void {
    const file = openSync(this.path, 'r');
    try {
      const { ino, size } = fstatSync(file);
      const isSame = ino === this.inode && size >= this.end;
      if (isSame && size === this.end) return;
      const from = Math.max(isSame ? this.end : 0, size - MOST_BYTES);
      const bytes = Buffer.alloc(size - from);
      const whole = bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from)).lastIndexOf(LINE_END) + 1; // half a line is still being written
      const fresh = bytes.toString('utf8', 0, whole).split('\n').flatMap(parse);
      const youngest = Date.now() - KEPT_MS;
      this.intents = [...(isSame ? this.intents : []), ...fresh].filter(({ at }) => at >= youngest);
      this.inode = ino;
      this.end = from + whole;
    } finally {
      closeSync(file);
    }
  }
}

function parse(line: string): readonly Intent[] {
  if (!INTENT.test(line.slice(0, HEAD_BYTES))) return [];
  const { success, data } = intent.safeParse(parseLine(Buffer.from(line)));
  return success ? [data] : [];
}

function textOf({ action, members }: Intent): string {
  if (action === 'rebalance') return 'A rebalance was triggered here';
  const count = typeof members === 'number' ? members : members.length;
  return count === 1 ? 'A member was removed here' : `${formatCounted(count, 'member')} were removed here`;
}
