import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of package.json, which lies two folders above both this source and the built file. Throws if it is not there. */
export function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { readonly version: string };
  return version;
}
