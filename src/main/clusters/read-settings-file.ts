import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { within } from '../kafka/deadline';
import { KafkaFailure } from '../kafka/errors';

/** The largest trust stores have some hundred kilobytes. */
const LARGEST_BYTES = 4 * 1024 * 1024;
/** A network drive that hangs must not hold up connecting for longer. */
const LONGEST_MS = 5_000;
/** O_NONBLOCK: opening a named pipe would wait for a writer. Windows has neither. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

const NEVER = new AbortController().signal;
/** Each read that hangs keeps one of Node's four file threads, which look up names too: two of them must stay free. */
const MOST_AT_ONCE = 2;

interface Read {
  readonly bytes: Promise<Buffer>;
  /** Waits for its turn. */
  readonly isWaiting: () => boolean;
}

/** One read of a file at a time. */
const underWay = new Map<string, Read>();
const waiting: (() => void)[] = [];
let reading = 0;

/** Why a file cannot be used; `why` goes behind its path: `does not exist`. */
class UnusableFile extends Error {
  constructor(readonly why: string) {
    super(why);
  }
}

export interface FileWish {
  /** Begins the message: `client.properties:3: ssl.truststore.location`. */
  readonly where?: string;
  readonly advice: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The content of a settings, key or token file, and its path: the first of `paths` that exists. Rejects with KafkaFailure
 * BAD_SETTINGS, which says why, if it is not a regular file of at most 4 MiB or cannot be read within 5 s; with CANCELLED
 * as soon as the signal aborts.
 */
export async function readSettingsFile(paths: readonly [string, ...string[]], { where, advice, signal = NEVER }: FileWish): Promise<{ readonly path: string; readonly bytes: Buffer }> {
  const [path, ...others] = paths;
  const unusable = (why: string, cause?: unknown): KafkaFailure =>
    new KafkaFailure('BAD_SETTINGS', `${where === undefined ? 'The' : `${where}: the`} file ${path} ${why}.`, { advice, retriable: false, cause });
  const read = readOnce(path);
  const unanswered = (): KafkaFailure =>
    unusable(`could not be read within ${LONGEST_MS / 1_000} s: ${read.isWaiting() ? 'it waits for files whose drive does not answer' : 'its drive does not answer'}`);
  try {
    return { path, bytes: await within(read.bytes, { signal, timeoutMs: LONGEST_MS }, unanswered) };
  } catch (error) {
    if (error instanceof KafkaFailure) throw error;
    const [next, ...rest] = others;
    if (next !== undefined && codeOf(error) === 'ENOENT') return readSettingsFile([next, ...rest], { ...(where === undefined ? {} : { where }), advice, signal });
    throw unusable(whyOf(error), error);
  }
}

function readOnce(path: string): Read {
  const running = underWay.get(path) ?? beginRead(path);
  underWay.set(path, running);
  return running;
}

function beginRead(path: string): Read {
  let isWaiting = true;
  const bytes = takeTurn()
    .then(() => {
      isWaiting = false;
      return readRegular(path);
    })
    .finally(() => {
      underWay.delete(path);
      endTurn();
    });
  return { bytes, isWaiting: () => isWaiting };
}

async function takeTurn(): Promise<void> {
  if (reading >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else reading += 1;
}

/** Hands the turn over to the one that has waited longest. */
function endTurn(): void {
  const next = waiting.shift();
  if (next === undefined) reading -= 1;
  else next();
}

async function readRegular(path: string): Promise<Buffer> {
  const file = await open(path, FLAGS);
  try {
    const stats = await file.stat();
    if (stats.isDirectory()) throw new UnusableFile('is a folder');
    if (!stats.isFile()) throw new UnusableFile('is not a regular file');
    return await readWhole(file);
  } finally {
    await file.close();
  }
}

/** To its end, whatever size it claims: it may be written at this moment. */
async function readWhole(file: FileHandle): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(LARGEST_BYTES + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
    length += bytesRead;
    if (length > LARGEST_BYTES) throw new UnusableFile('is larger than 4 MiB');
    if (bytesRead === 0) return Buffer.from(buffer.subarray(0, length));
  }
}

function whyOf(error: unknown): string {
  if (error instanceof UnusableFile) return error.why;
  switch (codeOf(error)) {
    case 'ENOENT':
      return 'does not exist';
    case 'EACCES':
      return 'may not be read';
    case 'EISDIR':
      return 'is a folder';
    default:
      return `cannot be read (${codeOf(error)})`;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
