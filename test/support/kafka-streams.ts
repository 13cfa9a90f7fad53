import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CACHE, fillOnce, makeTemporaryFolder } from '../../scripts/lib/folders.mjs';
import { javaTool } from '../../scripts/lib/java.mjs';
import { ensureJavaClasses } from '../../scripts/lib/kafka-clients.mjs';
import { NEWEST } from '../../scripts/lib/kafka-jars.mjs';
import { run, signalGroup, spawnOwned } from '../../scripts/lib/processes.mjs';
import { silentProgress } from '../../scripts/lib/progress.mjs';

/** A real Kafka Streams application of the streams protocol with so many threads, each of which is a member; see StreamsApp.java. It runs until `kill`. */
export async function startStreamsApp(bootstrapServers: string, group: string, topic: string, threads: number): Promise<{ kill(): Promise<void> }> {
  const classPath = [await ensureJavaClasses(silentProgress), `${await streamsJar()}/*`].join(delimiter);
  const program = join(__dirname, '../kafka/StreamsApp.java');
  const log: string[] = [];
  const child = spawnOwned(javaTool('java'), ['-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', `-Djava.io.tmpdir=${makeTemporaryFolder('streams')}`, '-Dorg.slf4j.simpleLogger.defaultLogLevel=error', '-cp', classPath, program, bootstrapServers, group, topic, String(threads)], { stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => log.push(text));
  const ended = once(child, 'exit');
  let isWanted = true;
  child.once('exit', (code) => isWanted && process.stderr.write(`The streams application ended (${code}): ${log.join('').slice(-2_000)}\n`));
  return {
    async kill() {
      isWanted = false;
      if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
      await ended;
    },
  };
}

/** A folder with the jar of Kafka Streams, from Maven once per machine. */
async function streamsJar(): Promise<string> {
  const lib = join(CACHE, 'kafka-streams', NEWEST);
  const pom = join(__dirname, 'kafka-streams-pom.xml');
  if (!existsSync(lib)) await fillOnce(lib, async (staging) => void (await run('mvn', ['-B', '-q', '-f', pom, `-Dkafka.version=${NEWEST}`, 'dependency:copy-dependencies', `-DoutputDirectory=${staging}`])));
  return lib;
}
