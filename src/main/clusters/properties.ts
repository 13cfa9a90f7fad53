import { KafkaFailure } from '../kafka/errors';

export interface Property {
  readonly value: string;
  /** Line on which it starts, from 1. */
  readonly line: number;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['f', '\f'],
]);

/**
 * Java's properties format, in UTF-8: `key=value`, `key: value` or `key value`; comments with # or !, a backslash at
 * the end of a line continues it, \t \n \r \f \uXXXX, any other escaped character stands for itself. The last of
 * equal keys counts. Throws KafkaFailure BAD_SETTINGS for a broken \u escape; `file` is for its message.
 */
export function parseProperties(text: string, file: string): ReadonlyMap<string, Property> {
  const properties = new Map<string, Property>();
  for (const { content, line } of logicalLines(text)) {
    const { key, rest } = splitKey(content);
    const at = `${file}:${line}`;
    properties.set(unescape(key, at), { value: unescape(rest, at), line });
  }
  return properties;
}

/** Lines without comments and blank ones, with continuations joined. */
function logicalLines(text: string): { content: string; line: number }[] {
  const lines: { content: string; line: number }[] = [];
  let open: { content: string; line: number } | null = null;
  text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/).forEach((natural, index) => {
    const trimmed = natural.replace(/^[ \t\f]+/, '');
    if (open === null && (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith('!'))) return;
    const current: { content: string; line: number } = open ?? { content: '', line: index + 1 };
    const continues = (/\\*$/.exec(trimmed)?.[0].length ?? 0) % 2 === 1;
    current.content += continues ? trimmed.slice(0, -1) : trimmed;
    open = continues ? current : null;
    if (open === null) lines.push(current);
  });
  if (open !== null) lines.push(open);
  return lines;
}

function splitKey(content: string): { key: string; rest: string } {
  const [, key = '', rest = ''] = /^((?:[^\\=: \t\f]|\\.)*)(?:[ \t\f]*[=:][ \t\f]*|[ \t\f]+)?(.*)$/s.exec(content) ?? [];
  return { key, rest };
}

function unescape(text: string, at: string): string {
  return text.replace(/\\(u([0-9a-fA-F]{4})?|[^u]|$)/gs, (_match, escaped: string, hex: string | undefined) => {
    if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
    if (escaped === 'u') {
      throw new KafkaFailure('BAD_SETTINGS', `${at}: \\u is not followed by four hexadecimal digits.`, { advice: 'Write a backslash as \\\\.', retriable: false });
    }
    return ESCAPES.get(escaped) ?? escaped;
  });
}
