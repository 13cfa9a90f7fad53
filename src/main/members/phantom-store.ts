import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../clusters/durable-file';

const phantom = z.object({
  version: z.literal(1),
  operationId: z.string().regex(/^[0-9a-z-]{1,64}$/u),
  groupId: z.string(),
  memberIds: z.array(z.string().min(1)).readonly(),
  kafkaClusterId: z.string().nullable(),
  bootstrapServers: z.string(),
  commandConfig: z.string().nullable(),
  process: z.number(),
  host: z.string(),
  /** Epoch ms. */
  joinedAt: z.number().default(0),
});

/** Members of ours that are in a group, or may be: who they are, and how its cluster is reached. Nothing in it is secret. */
export type Phantom = Readonly<Omit<z.infer<typeof phantom>, 'version'>>;

/** Phantoms that are not known to have left, as files `phantoms/<operationId>.json` of the data directory. */
export class PhantomStore {
  private readonly folder: string;

  constructor(directory: string) {
    this.folder = join(directory, 'phantoms');
  }

  /** On disk when it returns. Throws what the disk says. */
  save(kept: Phantom): void {
    writeDurably(this.path(kept.operationId), `${JSON.stringify({ version: 1, ...kept })}\n`);
  }

  /** To be called when it is known to have left. Never throws: what the disk keeps is found again, and is gone. */
  remove(operationId: string): void {
    try {
      rmSync(this.path(operationId), { force: true });
    } catch {
      // As said.
    }
  }

  /** A file that is not ours is left out: nobody could say which member it means. Never throws. */
  all(): readonly Phantom[] {
    return filesIn(this.folder).flatMap((file) => parse(join(this.folder, file)) ?? []);
  }

  private path(operationId: string): string {
    return join(this.folder, `${operationId}.json`);
  }
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.json'));
  } catch {
    return []; // nobody ever joined
  }
}

function parse(path: string): Phantom | null {
  try {
    const { version: _version, ...kept } = phantom.parse(JSON.parse(readFileSync(path, 'utf8')));
    return kept;
  } catch {
    return null;
  }
}
