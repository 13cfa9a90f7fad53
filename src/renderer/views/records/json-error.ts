const SPACE = /[ \t\n\r]*/uy;
const PLAIN_TEXT = /[^"\\\u0000-\u001f]*/uy;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/uy;
const OTHER_TOKEN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/uy;

type Wanted = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

/** Where a text ceases to be JSON (its length: it ends too early); null: it is JSON. Engines tell it in words that differ, or not at all. */
export function jsonErrorAt(text: string): number | null {
  const open: string[] = [];
  let wanted: Wanted = 'value';
  for (let at = 0; ; ) {
    at += matchAt(SPACE, text, at).length;
    if (at >= text.length) return wanted === 'nothing' ? null : text.length;
    const token = text[at] === '"' ? stringAt(text, at) : matchAt(OTHER_TOKEN, text, at) || undefined;
    const next: Wanted | null = token === undefined ? null : after(token, wanted, open);
    if (token === undefined || next === null) return at;
    wanted = next;
    at += token.length;
  }
}

/** Empty: it does not match there. */
function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** With its quotes; undefined: it does not end, or what is in it may not be. Piece by piece: one pattern for all of it takes for ever where the end is missing. */
function stringAt(text: string, from: number): string | undefined {
  let at = from + 1;
  for (;;) {
    at += matchAt(PLAIN_TEXT, text, at).length;
    if (text[at] === '"') return text.slice(from, at + 1);
    const escape = matchAt(ESCAPE, text, at);
    if (escape === '') return undefined;
    at += escape.length;
  }
}

/** What may follow a token; null: it may not stand there. */
function after(token: string, wanted: Wanted, open: string[]): Wanted | null {
  const closed = (): Wanted => (open.length === 0 ? 'nothing' : 'comma-or-end');
  switch (token) {
    case '{':
    case '[':
      if (wanted !== 'value' && wanted !== 'value-or-end') return null;
      open.push(token);
      return token === '{' ? 'key-or-end' : 'value-or-end';
    case '}':
    case ']': {
      const isEnd = wanted === 'comma-or-end' || wanted === (token === '}' ? 'key-or-end' : 'value-or-end');
      return isEnd && open.pop() === (token === '}' ? '{' : '[') ? closed() : null;
    }
    case ',':
      return wanted !== 'comma-or-end' ? null : open[open.length - 1] === '{' ? 'key' : 'value';
    case ':':
      return wanted === 'colon' ? 'value' : null;
    default:
      if (wanted === 'key' || wanted === 'key-or-end') return token.startsWith('"') ? 'colon' : null;
      return wanted === 'value' || wanted === 'value-or-end' ? closed() : null;
  }
}
