import { readFileSync } from 'node:fs';
import { Fields, type Json } from './golden-fields';

interface Line {
  readonly api: string;
  readonly version: number;
  readonly kind: 'request' | 'response' | 'blob';
  readonly name: string;
  readonly hex: string;
  readonly value: Json;
}

export interface Golden {
  readonly api: string;
  readonly version: number;
  readonly kind: 'request' | 'response' | 'blob';
  readonly title: string;
  readonly bytes: Buffer;
  /** What Kafka's own classes read from the bytes. */
  readonly value: Fields;
}

/** test/golden/golden.json. */
export const GOLDENS: readonly Golden[] = readLines().map(({ api, version, kind, name, hex, value }) => ({
  api,
  version,
  kind,
  title: `${api} v${version} ${kind}: ${name}`,
  bytes: Buffer.from(hex, 'hex'),
  value: new Fields(value),
}));

function readLines(): readonly Line[] {
  return JSON.parse(readFileSync(new URL('../../../golden/golden.json', import.meta.url), 'utf8')) as readonly Line[];
}
