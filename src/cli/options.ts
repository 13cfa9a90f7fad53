import { parseArgs } from 'node:util';
import { displayName } from '../shared/display-name';
import { UsageError } from './usage';

const COMMANDS = ['groups', 'describe', 'watch', 'rounds'] as const;
export type Command = (typeof COMMANDS)[number];

export interface Options {
  readonly command: Command;
  readonly bootstrapServer: string | null;
  readonly commandConfig: string | null;
  readonly timeoutMs: number;
  readonly json: boolean;
  readonly members: boolean;
  readonly groups: readonly string[];
  readonly allGroups: boolean;
  /** Lower case; null = no filter. */
  readonly states: readonly string[] | null;
  readonly types: readonly string[] | null;
  readonly count: number | null;
  readonly intervalMs: number | null;
}

/** Which options a command knows beside the connection's; anything else is refused rather than ignored. */
const KNOWN: Readonly<Record<Command, readonly string[]>> = {
  groups: ['state', 'type', 'json'],
  describe: ['group', 'all-groups', 'members', 'json'],
  watch: ['state', 'type', 'group', 'all-groups', 'members', 'interval', 'count'],
  rounds: ['count', 'interval', 'json'],
};
const CONNECTION = ['bootstrap-server', 'command-config', 'timeout'];
const OPTIONS = {
  'bootstrap-server': { type: 'string' },
  'command-config': { type: 'string' },
  timeout: { type: 'string' },
  json: { type: 'boolean' },
  members: { type: 'boolean' },
  group: { type: 'string', multiple: true },
  'all-groups': { type: 'boolean' },
  state: { type: 'string' },
  type: { type: 'string' },
  count: { type: 'string' },
  interval: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** Reads the command line (without node and script). Throws UsageError. `help`, `version`: that was asked for. */
export function parseOptions(args: readonly string[]): Options | 'help' | 'version' {
  const { values, positionals } = parse(args);
  if (values.help === true) return 'help';
  if (values.version === true) return 'version';
  const [first, second] = positionals;
  if (first === undefined) throw new UsageError(`Which command? It is one of ${COMMANDS.join(', ')}.`);
  const command = COMMANDS.find((known) => known === first);
  if (command === undefined) throw new UsageError(`“${displayName(first, 80)}” is not a command: it is one of ${COMMANDS.join(', ')}.`);
  if (second !== undefined) throw new UsageError(`“${displayName(second, 80)}” was not expected after ${command}.`);
  for (const name of Object.keys(values)) {
    if (![...CONNECTION, ...KNOWN[command]].includes(name)) throw new UsageError(`${command} does not know --${name}.`);
  }
  if (values['bootstrap-server'] === undefined && values['command-config'] === undefined) {
    throw new UsageError('Which cluster? Give --bootstrap-server HOST:PORT (or --command-config with bootstrap.servers in it).');
  }
  const groups = values.group ?? [];
  if (command === 'describe' && groups.length === 0 && values['all-groups'] !== true) throw new UsageError('describe needs --group G or --all-groups.');
  if (groups.length > 0 && values['all-groups'] === true) throw new UsageError('Give --group or --all-groups, not both.');
  return {
    command,
    bootstrapServer: values['bootstrap-server'] ?? null,
    commandConfig: values['command-config'] ?? null,
    timeoutMs: wholeNumber('timeout', values.timeout, 100, 600_000) ?? 10_000,
    json: values.json === true,
    members: values.members === true,
    groups,
    allGroups: values['all-groups'] === true,
    states: list(values.state),
    types: list(values.type),
    count: wholeNumber('count', values.count, 1, 1_000_000),
    intervalMs: wholeNumber('interval', values.interval, 0, 3_600_000),
  };
}

function parse(args: readonly string[]) {
  refuseMalformed(args);
  return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
}

/** Node's own messages talk of its API. */
function refuseMalformed(args: readonly string[]): void {
  const { tokens } = parseArgs({ args: [...args], allowPositionals: true, strict: false, tokens: true, options: OPTIONS });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = Object.entries(OPTIONS).find(([name]) => name === token.name)?.[1];
    const written = displayName(token.rawName, 80);
    if (option === undefined) throw new UsageError(`There is no option ${written}.`);
    if (option.type === 'boolean' && token.value !== undefined) throw new UsageError(`${written} takes no value.`);
    const isMissing = token.value === undefined || (token.value.startsWith('-') && !token.inlineValue);
    if (option.type === 'string' && isMissing) throw new UsageError(`${written} needs a value.`);
  }
}

function list(text: string | undefined): readonly string[] | null {
  if (text === undefined) return null;
  const parts = text.split(',').map((part) => part.trim().toLowerCase()).filter((part) => part !== '');
  if (parts.length === 0) throw new UsageError('--state and --type take names separated by commas.');
  return parts;
}

function wholeNumber(name: string, text: string | undefined, least: number, most: number): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) throw new UsageError(`--${name} takes a whole number from ${least} to ${most}, not “${displayName(text, 80)}”.`);
  return value;
}
