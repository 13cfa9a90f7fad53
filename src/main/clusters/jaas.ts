/** One login module of sasl.jaas.config. */
export interface JaasEntry {
  /** Full class name, like `org.apache.kafka.common.security.scram.ScramLoginModule`. */
  readonly loginModule: string;
  readonly options: ReadonlyMap<string, string>;
}

const FLAGS = new Set(['required', 'requisite', 'sufficient', 'optional']);
const TOKEN = /\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|([=;])|([^\s"'=;]+))/y;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['f', '\f'],
  ['b', '\b'],
]);

/**
 * Parses `class flag name=value … ;` as Java does. Returns what is wrong as a text without any of the values, which
 * may be passwords.
 */
export function parseJaas(text: string): JaasEntry | string {
  const tokens = tokenise(text);
  if (typeof tokens === 'string') return tokens;
  const [loginModule, flag, ...rest] = tokens;
  if (loginModule === undefined || loginModule.symbol) return 'it does not begin with the class of a login module';
  if (flag === undefined || !FLAGS.has(flag.text.toLowerCase())) return 'the login module is not followed by “required”';
  const options = new Map<string, string>();
  let at = 0;
  while (at < rest.length && !isSymbol(rest[at], ';')) {
    const [name, equals, value] = rest.slice(at, at + 3);
    if (name === undefined || name.symbol || !isSymbol(equals, '=') || value === undefined || value.symbol) {
      return `option ${options.size + 1} is not of the form name="value"`;
    }
    options.set(name.text, value.text);
    at += 3;
  }
  if (at !== rest.length - 1) return 'it does not end with exactly one semicolon';
  return { loginModule: loginModule.text, options };
}

interface Token {
  readonly text: string;
  readonly symbol: boolean;
}

function tokenise(text: string): Token[] | string {
  const tokens: Token[] = [];
  const source = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    if (match === null) return 'a quotation mark is not closed';
    const [, double, single, symbol, word] = match;
    const quoted = double ?? single;
    tokens.push(quoted === undefined ? { text: symbol ?? word ?? '', symbol: symbol !== undefined } : { text: unescape(quoted), symbol: false });
  }
  return tokens;
}

function isSymbol(token: Token | undefined, symbol: string): boolean {
  return token?.symbol === true && token.text === symbol;
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, (_match, escaped: string) => ESCAPES.get(escaped) ?? escaped);
}
