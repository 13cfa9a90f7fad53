import type { RequestInput } from '../shared/contract';
import { createEngine } from './engine';
import { HEARTBEAT_MS, type FromEngine, type ToEngine } from './electron/engine-messages';

interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: FromEngine, ports: readonly never[]): void;
}

// The entry of the utility process. Arguments: the data directory. It holds no logic of its own.
const parent = (process as unknown as { readonly parentPort: ParentPort }).parentPort;
const [dataDirectory = ''] = process.argv.slice(-1);
const post = (message: FromEngine): void => parent.postMessage(message, []);

// Node may drop a message posted right before exit, so exiting waits a moment.
const LAST_WORD_MS = 50;

process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);

const engine = createEngine({
  dataDirectory,
  emit: (name, payload) => post({ kind: 'event', name, payload }),
});

parent.on('message', ({ data }) => {
  const message = data as ToEngine;
  if (message.kind === 'close') void close();
  else void answer(message);
});
setInterval(() => post({ kind: 'alive' }), HEARTBEAT_MS);
post({ kind: 'ready' });

async function answer({ id, name, input }: Extract<ToEngine, { kind: 'request' }>): Promise<void> {
  try {
    post({ kind: 'answer', id, value: await engine.handle(name, input as RequestInput<typeof name>) });
  } catch (error) {
    post({ kind: 'refusal', id, message: error instanceof Error ? error.message : String(error) });
  }
}

async function close(): Promise<void> {
  try {
    await engine.close();
  } finally {
    process.exit(0);
  }
}

function crash(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  post({ kind: 'crash', message: text.slice(0, 2_000) });
  setTimeout(() => process.exit(1), LAST_WORD_MS);
}
