const SPACE = /[ \t\n\r]*/uy;
const TOKEN = /"(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/uy;

type Wanted = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

/** Where a text ceases to be JSON (its length: it ends too early); null: it is JSON. Engines tell it in words that differ, or not at all. */
export function jsonErrorAt(text: string): number | null {
  const open: string[] = [];
  let wanted: Wanted = 'value';
  for (let at = 0; ; ) {
    SPACE.lastIndex = at;
    at += SPACE.exec(text)?.[0].length ?? 0;
    if (at >= text.length) return wanted === 'nothing' ? null : text.length;
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    const next: Wanted | null = token === undefined ? null : after(token, wanted, open);
    if (token === undefined || next === null) return at;
    wanted = next;
    at += token.length;
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
