import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT, fillOnce } from './folders.mjs';
import { requireTool } from './java.mjs';
import { run } from './processes.mjs';

/** The broker we start and the client that all of our real consumers use. */
export const NEWEST = '4.3.0';
const JARS_ABOUT = 75;

/**
 * Brings a broker's jars from Maven, once per machine.
 * @param {string} version like `4.3.0`
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<string>} a folder full of jars
 * @throws {import('./setup-error.mjs').SetupError} when Maven is missing or cannot reach its repository
 */
export async function ensureKafkaJars(version, progress) {
  const lib = join(CACHE, 'kafka', version, 'lib');
  if (existsSync(lib)) return lib;
  requireTool('mvn', 'Maven', 'maven');
  await progress.step(`Kafka ${version}: broker, client and tools by Maven`, (report) => {
    let jars = 0;
    return fillOnce(lib, async (staging) => {
      await run('mvn', ['-B', '-f', join(ROOT, 'resources/demo/pom.xml'), `-Dkafka.version=${version}`, 'dependency:copy-dependencies', `-DoutputDirectory=${staging}`], {
        onLine: (line) => {
          if (!/Copying .*\.jar|Downloaded .*\.jar/.test(line)) return;
          jars += 1;
          report(Math.min(0.99, jars / (2 * JARS_ABOUT)), `${jars} files`);
        },
      });
    });
  });
  return lib;
}
