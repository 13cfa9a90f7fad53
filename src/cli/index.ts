import { readClientConfig } from '../main/clusters/client-config';
import type { ClusterClient } from '../main/kafka/cluster-client';
import { createClusterClient } from '../main/kafka/connect';
import { toFailure } from '../main/kafka/errors';
import { readOnly } from '../main/kafka/read-only';
import { openSnapshots } from '../main/monitor/snapshot';
import { displayName, visibleJson } from '../shared/display-name';
import type { ConnectionOptions } from './connection-options';
import { isOperation } from './command-names';
import { runDescribe, runGroups, runRounds, runWatch, type Session } from './commands';
import { EXIT } from './exit-status';
import { parseOptions, type Options } from './options';
import type { UseClient } from './operations/context';
import { failureText } from './print';
import { USAGE, usageOf, UsageError } from './usage';
import { readVersion } from './version';

/** Runs one command. Resolves with the exit status; see USAGE. */
export async function main(args: readonly string[]): Promise<number> {
  if (args.length === 0) {
    process.stderr.write(`${USAGE}\n`);
    return EXIT.usage;
  }
  const [command = '', ...rest] = args;
  try {
    refuseKafkasActions(command);
    if (isOperation(command) && !rest.includes('--help')) return await (await import('./operations/index')).runOperation(command, rest, withClient);
    if (command === 'assignment' && !rest.includes('--help')) return await (await import('./assignment/command')).runAssignment(rest, withClient);
    const options = isOperation(command) || command === 'assignment' ? 'help' : parseOptions(args);
    if (options !== 'help' && options !== 'version') return await withSession(options, run);
    process.stdout.write(`${options === 'help' ? usageOf(command) : `offsight ${readVersion()}`}\n`);
    return EXIT.allKnown;
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\nTry --help.\n`);
      return EXIT.usage;
    }
    // What the disk refuses, or a bug: no wrong usage, which is what Node's own status 1 would say.
    const text = error instanceof Error && !('code' in error) ? (error.stack ?? error.message) : String(error);
    for (const line of text.split('\n')) process.stderr.write(`${displayName(line, 1_000)}\n`);
    if (rest.includes('--json')) process.stdout.write(`${visibleJson({ error: { scope: 'program', code: 'FAILED', message: String(error) } })}\n`);
    return EXIT.someFailed;
  }
}

/** Who knows kafka-consumer-groups.sh names the action by an option. */
const KAFKAS_ACTIONS: Readonly<Record<string, string>> = { '--list': 'groups', '--describe': 'describe', '--reset-offsets': 'reset', '--delete': 'delete-group', '--delete-offsets': 'delete-offsets' };

function refuseKafkasActions(first: string): void {
  const command = Object.hasOwn(KAFKAS_ACTIONS, first) ? KAFKAS_ACTIONS[first] : undefined;
  if (command !== undefined) throw new UsageError(`What is ${first} of Kafka's own tool is a command here: ${command}.`);
}

function run(session: Session, options: Options): Promise<number> {
  switch (options.command) {
    case 'groups':
      return runGroups(session, options);
    case 'describe':
      return runDescribe(session, options);
    case 'watch':
      return runWatch(session, options);
    case 'rounds':
      return runRounds(session, options);
  }
}

function withSession(options: Options, use: typeof run): Promise<number> {
  return withClient(options, false, async (client, calls) => use({ snapshots: await openSnapshots(client, calls), signal: calls.signal }, options));
}

/** Makes a client (not yet connected), runs, closes; Ctrl-C ends it. Exit status 3 if the cluster was not reached, or lost before there was an answer. */
async function withClient(options: ConnectionOptions, mayWrite: boolean, use: UseClient): Promise<number> {
  const saved = options.cluster === null ? null : (await import('./saved-cluster')).savedCluster(options.cluster); // it brings zod, which takes its time
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) return endAtOnce(mayWrite);
    controller.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  let client: ClusterClient | null = null;
  try {
    const config = await readClientConfig(saved ?? { bootstrapServers: options.bootstrapServer, commandConfig: options.commandConfig, bootstrapName: '--bootstrap-server' });
    for (const note of config.notes) process.stderr.write(`note: ${note}\n`);
    client = createClusterClient({ ...config.settings, connectTimeoutMs: Math.min(config.settings.connectTimeoutMs, options.timeoutMs) });
    if (!mayWrite) client = readOnly(client);
    return await use(client, { signal: controller.signal, timeoutMs: options.timeoutMs }, saved);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const failure = toFailure('cluster', error);
    process.stderr.write(`${failureText(failure)}\n`);
    if (process.argv.includes('--json')) process.stdout.write(`${visibleJson({ error: failure })}\n`);
    if (controller.signal.aborted) return EXIT.interrupted;
    return failure.code === 'BAD_SETTINGS' ? EXIT.usage : EXIT.notReached;
  } finally {
    client?.close();
  }
}

/** Asked twice: whatever is still waited for. */
function endAtOnce(mayWrite: boolean): void {
  if (mayWrite) process.stderr.write('Ended at once: if anything was sent, nobody knows what became of it. audit lists what was begun.\n');
  process.exit(mayWrite ? EXIT.someFailed : EXIT.interrupted);
}

/** These go on for as long as somebody reads. */
const ENDLESS: ReadonlySet<string | undefined> = new Set(['watch', 'rounds', 'rebalances']);

// Whoever reads the output may stop, as `head` does. What ends by itself goes on: a change must be read back and written down, and the status be true.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (ENDLESS.has(process.argv[2])) process.exit();
  });
}

void main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
