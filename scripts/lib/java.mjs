import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupError } from './setup-error.mjs';

/**
 * @param {string} tool `java` or `javac`
 * @returns {string} the JDK's program: from JAVA_HOME if that is set, else from the PATH
 */
export function javaTool(tool) {
  const home = process.env['JAVA_HOME'];
  if (home && existsSync(join(home, 'bin', tool))) return join(home, 'bin', tool);
  return tool;
}

/**
 * @param {string} folder for unpacked native libraries
 * @returns {readonly string[]} flags with which a killed Java process leaves no file elsewhere
 */
export function leavesNothing(folder) {
  return [`-Djava.io.tmpdir=${folder}`, '-XX:-UsePerfData'];
}

/**
 * @param {string} program looked for on the PATH
 * @returns {boolean}
 */
export function isOnPath(program) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));
}

/**
 * @param {string} program
 * @param {string} name how people call it
 * @param {string} debianPackage
 */
export function requireTool(program, name, debianPackage) {
  if (!isOnPath(program)) throw new SetupError(`${name} is missing (\`${program}\` is not on the PATH).`, `install it, on Debian and Ubuntu: apt-get install ${debianPackage}`);
}

/**
 * @returns {string | null} what is wrong with the JDK here, or null if it is 17 or newer
 */
export function findJavaProblem() {
  const { stdout, stderr, error } = spawnSync(javaTool('javac'), ['-version'], { encoding: 'utf8' });
  if (error) return 'A Java Development Kit (JDK) 17 or newer is missing.';
  const major = Number(/javac (\d+)/.exec(stdout + stderr)?.[1]);
  return major >= 17 ? null : `The JDK here is version ${Number.isNaN(major) ? 'unknown' : major}; Kafka needs 17 or newer.`;
}
