import { hexRows } from '../../../shared/hex-rows';
import { jsonErrorAt } from './json-error';

/** Bytes as text, pretty JSON where they are JSON, or neither. */
export type RecordForm = 'json' | 'text' | 'hex';

const strict = new TextDecoder('utf-8', { fatal: true });
const HEX_ROWS = 4_096;

/** The text that the bytes are; null if they are not UTF-8, or hold what no text holds. `isCut`: a character may be cut at their end. */
export function asText(bytes: Uint8Array, isCut = false): string | null {
  for (let cut = 0; cut < (isCut ? 4 : 1); cut += 1) {
    try {
      const text = strict.decode(bytes.subarray(0, bytes.length - cut));
      return /[\u0000-\u0008\u000e-\u001a]/u.test(text) ? null : text;
    } catch {
      // one byte less may be whole
    }
  }
  return null;
}

/** Indented; null if it is no JSON object or array. Numbers stay as they are written: reading them would round large ones. */
export function asJson(text: string): string | null {
  const trimmed = text.trim();
  if (!/^[{[]/u.test(trimmed)) return null;
  try {
    JSON.parse(trimmed);
  } catch {
    return null;
  }
  return indent(trimmed);
}

/** Why a text is not shown as JSON: `not JSON: line 1, column 37: unexpected “, "cur”`; null: it is JSON. */
export function whyNotJson(text: string): string | null {
  const at = jsonErrorAt(text);
  if (at === null) return /^\s*[{[]/u.test(text) ? null : 'a JSON value, but no object or array';
  const before = text.slice(0, at).split('\n');
  const column = (before[before.length - 1]?.length ?? 0) + 1;
  return `not JSON: line ${before.length}, column ${column}: ${at >= text.length ? 'it ends too early' : `unexpected “${text.slice(at, at + 12)}”`}`;
}

/** The first 64 KiB at most. */
export function asHex(bytes: Uint8Array): string {
  return hexRows(bytes, HEX_ROWS).join('\n');
}

/** One line for a list: control characters as spaces. Null: it is no text. */
export function preview(bytes: Uint8Array, isCut: boolean): string | null {
  const text = asText(bytes, isCut);
  return text === null ? null : text.replace(/\s+/gu, ' ').slice(0, 300);
}

function indent(json: string): string {
  let out = '';
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const mark = json[at] ?? '';
    if (mark === '"') {
      const end = endOfString(json, at);
      out += json.slice(at, end);
      at = end - 1;
    } else if (mark === '{' || mark === '[') {
      const closing = /^\s*[}\]]/u.exec(json.slice(at + 1, at + 200));
      if (closing !== null) {
        out += mark + closing[0].trim();
        at += closing[0].length;
        continue;
      }
      depth += 1;
      out += `${mark}\n${'  '.repeat(depth)}`;
    } else if (mark === '}' || mark === ']') {
      depth -= 1;
      out += `\n${'  '.repeat(Math.max(0, depth))}${mark}`;
    } else if (mark === ',') out += `,\n${'  '.repeat(depth)}`;
    else if (mark === ':') out += ': ';
    else if (!/\s/u.test(mark)) out += mark;
  }
  return out;
}

function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at + 1;
}
