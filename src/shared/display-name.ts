const SHOWN_LIMIT = 160;
const TAIL_SHOWN = 24;

/**
 * Characters that would hide, reorder or fake text: controls, invisible and zero-width ones, bidirectional marks, other
 * spaces than the plain one, tags, fillers, and lone surrogates. Kafka's names may hold any of them.
 */
const HIDING =
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|[\u{e0000}-\u{e0fff}]|\p{Surrogate}/u;
const HIDING_ALL = new RegExp(HIDING.source, 'gu');
const PLAIN = /^[\x21-\x7e]*$/;

/**
 * A name as it may be shown: every hiding character as a visible escape (`\n`-like ones as `\x0a`, others as `\u202e`;
 * U+DC80 to U+DCFF, our escape for a broken byte, as that byte: `\x80`), and the middle of a very long one left out with
 * its length said. Text only; never to be used as a key or sent back.
 */
export function displayName(name: string, limit = SHOWN_LIMIT): string {
  if (name.length <= limit && PLAIN.test(name)) return name;
  if (name.length <= limit) return escapeHiding(name);
  const head = escapeHiding(name.slice(0, wholeCharacters(name, limit - TAIL_SHOWN)));
  const tail = escapeHiding(name.slice(name.length - TAIL_SHOWN));
  return `${head}… ${name.length.toLocaleString('en-US')} characters …${tail}`;
}

/** JSON of a value, with every hiding character as a `\\uXXXX` escape: the same value, and nothing a terminal obeys. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(HIDING_ALL, (character) =>
    Array.from({ length: character.length }, (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`).join(''),
  );
}

function escapeHiding(text: string): string {
  return HIDING.test(text) ? text.replace(HIDING_ALL, escapeCharacter) : text;
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code - 0xdc00).toString(16)}`;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\u{${code.toString(16)}}`;
}

/** Does not part a surrogate pair. */
function wholeCharacters(text: string, length: number): number {
  const last = text.charCodeAt(length - 1);
  return last >= 0xd800 && last <= 0xdbff ? length - 1 : length;
}
