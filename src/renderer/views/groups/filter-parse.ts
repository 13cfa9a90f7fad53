import { VERDICT_LABELS, VERDICT_LEVEL, VERDICT_LEVELS, VERDICTS, type Verdict } from '../../../shared/verdict';

export type NameField = 'group' | 'topic' | 'state' | 'type' | 'assignor';
export type FigureField = 'lag' | 'members' | 'partitions' | 'topics' | 'rebalances';
export type Operator = '>' | '>=' | '<' | '<=' | '=';

export type FilterTerm =
  | { readonly kind: 'name'; readonly field: NameField; readonly pattern: string; readonly negated: boolean }
  | { readonly kind: 'figure'; readonly field: FigureField; readonly operator: Operator; readonly value: number; readonly negated: boolean }
  | { readonly kind: 'verdict'; readonly verdicts: ReadonlySet<Verdict>; readonly negated: boolean };

export interface Filter {
  readonly terms: readonly FilterTerm[];
  /** Whole sentences on what was not understood; those terms hide nothing. */
  readonly problems: readonly string[];
}

const NAME_FIELDS: readonly string[] = ['group', 'topic', 'state', 'type', 'assignor'] satisfies readonly NameField[];
const FIGURE_FIELDS: readonly string[] = ['lag', 'members', 'partitions', 'topics', 'rebalances'] satisfies readonly FigureField[];
const FIELDS = [...NAME_FIELDS, ...FIGURE_FIELDS, 'verdict'].join(', ');
const SUFFIXES: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['k', 1e3],
  ['m', 1e6],
  ['g', 1e9],
]);
const TERMS_MOST = 50;

/**
 * Reads what was typed: terms parted by spaces, all of which must hold. `word` looks in group names; `field:word` in a
 * field (a name with a colon goes into quotes); `*` stands for anything (then the whole text must match); `lag:>10k` compares; a leading `-` or `!` turns a
 * term round; double quotes keep spaces. Never throws; what it cannot read it says in `problems` and leaves out.
 */
export function parseFilter(text: string): Filter {
  const terms: FilterTerm[] = [];
  const problems: string[] = [];
  const words = splitWords(text);
  for (const word of words.slice(0, TERMS_MOST)) {
    const term = parseTerm(word);
    if (typeof term === 'string') problems.push(term);
    else if (term !== null) terms.push(term);
  }
  if (words.length > TERMS_MOST) problems.push(`Only the first ${TERMS_MOST} terms are used.`);
  return { terms, problems };
}

/** A term, a sentence on why it is none, or null for a word that is still empty. */
function parseTerm(word: string): FilterTerm | string | null {
  const negated = word.startsWith('-') || word.startsWith('!');
  const positive = negated ? word.slice(1) : word;
  const colon = positive.startsWith('"') ? -1 : positive.indexOf(':');
  const field = colon === -1 ? '' : positive.slice(0, colon).toLowerCase();
  const value = unquote(colon === -1 ? positive : positive.slice(colon + 1));
  if (NAME_FIELDS.includes(field)) return value === '' ? null : { kind: 'name', field: field as NameField, pattern: value.toLowerCase(), negated };
  if (FIGURE_FIELDS.includes(field)) return parseFigure(field as FigureField, value, negated);
  if (field === 'verdict') return parseVerdict(value, negated);
  if (colon > 0) return `Unknown filter field ${shorten(field)}: there are ${FIELDS}. A name with a colon goes into quotes: "${shorten(positive)}".`;
  const whole = unquote(positive);
  return whole === '' ? null : { kind: 'name', field: 'group', pattern: whole.toLowerCase(), negated };
}

function parseFigure(field: FigureField, text: string, negated: boolean): FilterTerm | string | null {
  if (text === '') return null;
  const found = /^(>=|<=|>|<|=)?([0-9][0-9,_]*(?:\.[0-9]+)?)([kmg]?)$/i.exec(text);
  const value = found === null ? Number.NaN : Number((found[2] ?? '').replace(/[,_]/g, '')) * (SUFFIXES.get((found[3] ?? '').toLowerCase()) ?? 1);
  if (!Number.isFinite(value)) return `${field}:${shorten(text)} is not understood: write ${field}:>1000, ${field}:<=5k or ${field}:=0.`;
  return { kind: 'figure', field, operator: (found?.[1] ?? '=') as Operator, value, negated };
}

function parseVerdict(text: string, negated: boolean): FilterTerm | string | null {
  if (text === '') return null;
  const wanted = text.toLowerCase().replace(/[-_]/g, ' ');
  const level = VERDICT_LEVELS.find((each) => each === wanted);
  const verdicts = VERDICTS.filter((verdict) => (level !== undefined && VERDICT_LEVEL[verdict] === level) || VERDICT_LABELS[verdict].toLowerCase() === wanted);
  const loose = verdicts.length > 0 ? verdicts : VERDICTS.filter((verdict) => VERDICT_LABELS[verdict].toLowerCase().includes(wanted));
  if (loose.length === 0) return `verdict:${shorten(text)} is not known: write ${VERDICT_LEVELS.map((each) => `verdict:${each}`).join(', ')}, or a word of the first column like verdict:stalled.`;
  return { kind: 'verdict', verdicts: new Set(loose), negated };
}

function splitWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (!quoted && /\s/.test(character)) {
      if (word !== '') words.push(word);
      word = '';
    } else word += character;
  }
  if (word !== '') words.push(word);
  return words;
}

function unquote(text: string): string {
  return text.replace(/"/g, '');
}

function shorten(text: string): string {
  return text.length > 24 ? `${text.slice(0, 24)}…` : text;
}
