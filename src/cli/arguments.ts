import { parseArgs, type ParseArgsConfig } from 'node:util';
import { displayName } from '../shared/display-name';
import { UsageError } from './usage';

type Known = NonNullable<ParseArgsConfig['options']>;

/** Reads arguments by their table. Throws UsageError: Node's own messages talk of its API. */
export function readArguments<Options extends Known>(given: readonly string[], options: Options) {
  const args = joinNegatives(given);
  refuseMalformed(args, options);
  return parseArgs({ args, allowPositionals: true, options });
}

/** `--shift-by -20` is how Kafka's own tool takes it; Node wants `--shift-by=-20`. */
function joinNegatives(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined[joined.length - 1];
    if (/^-(\d|P)/iu.test(arg) && before !== undefined && /^--[a-z-]+$/u.test(before)) joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

function refuseMalformed(args: readonly string[], options: Known): void {
  const { tokens } = parseArgs({ args: [...args], allowPositionals: true, strict: false, tokens: true, options });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = Object.entries(options).find(([name]) => name === token.name)?.[1];
    const written = displayName(token.rawName, 80);
    if (option === undefined) throw new UsageError(`There is no option ${written}.`);
    if (option.type === 'boolean' && token.value !== undefined) throw new UsageError(`${written} takes no value.`);
    const isMissing = token.value === undefined || (token.value.startsWith('-') && !token.inlineValue);
    if (option.type === 'string' && isMissing) throw new UsageError(`${written} needs a value.`);
  }
}

/** Throws UsageError where anything stands beside the options. */
export function refusePositionals(command: string, [first]: readonly string[]): void {
  if (first !== undefined) throw new UsageError(`“${displayName(first, 80)}” was not expected after ${command}.`);
}

/** The one group of a command that is about one. Throws UsageError. */
export function oneGroup(groups: readonly string[] | undefined): string {
  const [group, ...others] = groups ?? [];
  if (group === undefined || others.length > 0) throw new UsageError('Which group? Give one --group G.');
  return group;
}

export function wholeNumber(name: string, text: string | undefined, least: number, most: number): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!/^-?\d+$/u.test(text) || value < least || value > most) throw new UsageError(`--${name} takes a whole number from ${least} to ${most}, not “${displayName(text, 80)}”.`);
  return value;
}
