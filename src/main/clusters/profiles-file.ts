import { accessSync, constants, copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { ClusterProfile } from '../../shared/cluster';
import { REQUESTS } from '../../shared/contract';
import { writeDurably } from './durable-file';

export const clusterSettings = REQUESTS['clusters:add'].input;
const savedCluster = clusterSettings.extend({ profileId: z.string().min(1).max(64) });
const savedFile = z.object({ version: z.literal(1), clusters: z.array(z.unknown()) });

export interface LoadedProfiles {
  readonly clusters: readonly ClusterProfile[];
  /** What the user must know of the file, one or two sentences each. */
  readonly notices: readonly string[];
  /** False: the folder cannot be written to. */
  readonly canSave: boolean;
}

/** Reads the file, whose folder is made if needed. What cannot be read of it is kept beside it and said. Never throws. */
export function loadProfiles(path: string): LoadedProfiles {
  const refusal = whyNotWritable(path);
  const content = parse(path);
  if (content === null) return unsaved({ clusters: [], notices: [] }, refusal);
  if (content.clusters !== null && content.leftOut.length === 0) return unsaved({ clusters: content.clusters, notices: [] }, refusal);
  const backup = content.clusters === null ? (parse(`${path}.bak`)?.clusters ?? null) : null;
  const clusters = content.clusters ?? backup ?? [];
  const outcome =
    content.clusters !== null
      ? `Left out of the saved clusters, because they could not be read: ${content.leftOut.join(', ')}.`
      : `The saved clusters could not be read. ${backup === null ? 'The list of clusters starts empty' : 'The version before it is used'}.`;
  return unsaved({ clusters, notices: [`${outcome}${refusal === null ? setAside(path, clusters) : ''}`] }, refusal);
}

/** Replaces the file, with the version before as `.bak`. Throws if the disk refuses. */
export function saveProfiles(path: string, clusters: readonly ClusterProfile[]): void {
  writeDurably(path, textOf(clusters), () => {
    if (existsSync(path)) copyFileSync(path, `${path}.bak`);
  });
}

function textOf(clusters: readonly ClusterProfile[]): string {
  return `${JSON.stringify({ version: 1, clusters }, null, 2)}\n`;
}

function unsaved({ clusters, notices }: Omit<LoadedProfiles, 'canSave'>, refusal: string | null): LoadedProfiles {
  if (refusal === null) return { clusters, notices, canSave: true };
  return { clusters, notices: [...notices, `Nothing can be saved: ${refusal} Clusters that you add are forgotten when Offsight ends.`], canSave: false };
}

/** One sentence; null if it can be written to. */
function whyNotWritable(path: string): string | null {
  const folder = dirname(path);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return `the folder ${folder} cannot be written to${code}.`;
  }
}

interface Content {
  /** Null: none of it can be read. */
  readonly clusters: readonly ClusterProfile[] | null;
  /** Names, or places in the list, of those that could not be read. */
  readonly leftOut: readonly string[];
}

/** Null if there is no file. */
function parse(path: string): Content | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
    return isAbsent ? null : { clusters: null, leftOut: [] };
  }
  try {
    const saved = savedFile.parse(JSON.parse(text)).clusters.map((value) => ({ value, parsed: savedCluster.safeParse(value) }));
    return {
      clusters: saved.flatMap(({ parsed }) => (parsed.success ? [parsed.data] : [])),
      leftOut: saved.flatMap(({ value, parsed }, index) => (parsed.success ? [] : [`${nameOf(value, index)} (${String(parsed.error.issues[0]?.path[0] ?? 'no settings')})`])),
    };
  } catch {
    return { clusters: null, leftOut: [] };
  }
}

function nameOf(value: unknown, index: number): string {
  const named = z.object({ name: z.string().min(1).max(80) }).safeParse(value);
  return named.success ? `“${named.data.name}”` : `number ${index + 1}`;
}

/** Keeps a copy of the file, and says where; only then puts what could be read in its place. The backup stays: it may be all there is. */
function setAside(path: string, clusters: readonly ClusterProfile[]): string {
  const aside = `${path}.unreadable-${Date.now()}`;
  try {
    copyFileSync(path, aside);
    writeDurably(path, textOf(clusters));
    return ` The file was kept as ${aside}.`;
  } catch (error) {
    return ` It stands as it was, since no copy of it could be made: ${error instanceof Error ? error.message : String(error)}.`;
  }
}
