import { displayName } from '../shared/display-name';
import { readArguments, wholeNumber } from './arguments';
import { EVERY_COMMAND, ROUND_COMMANDS } from './command-names';
import { CONNECTION_OPTIONS, connectionOf, type ConnectionOptions } from './connection-options';
import { UsageError } from './usage';

export type Command = (typeof ROUND_COMMANDS)[number];

export interface Options extends ConnectionOptions {
  readonly command: Command;
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
const CONNECTION = Object.keys(CONNECTION_OPTIONS);
const OPTIONS = {
  ...CONNECTION_OPTIONS,
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
  const { values, positionals } = readArguments(args, OPTIONS);
  if (values.help === true) return 'help';
  if (values.version === true) return 'version';
  const [first, second] = positionals;
  if (first === undefined) throw new UsageError(`Which command? It is one of ${EVERY_COMMAND.join(', ')}.`);
  const command = ROUND_COMMANDS.find((known) => known === first);
  if (command === undefined) throw new UsageError(EVERY_COMMAND.includes(first) ? `${first} comes first, its options after it.` : `“${displayName(first, 80)}” is not a command: it is one of ${EVERY_COMMAND.join(', ')}.`);
  if (second !== undefined) throw new UsageError(`“${displayName(second, 80)}” was not expected after ${command}.`);
  for (const name of Object.keys(values)) {
    if (![...CONNECTION, ...KNOWN[command]].includes(name)) throw new UsageError(`${command} does not know --${name}.`);
  }
  const connection = connectionOf(values);
  const groups = values.group ?? [];
  if (command === 'describe' && groups.length === 0 && values['all-groups'] !== true) throw new UsageError('describe needs --group G or --all-groups.');
  if (groups.length > 0 && values['all-groups'] === true) throw new UsageError('Give --group or --all-groups, not both.');
  return {
    command,
    ...connection,
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

function list(text: string | undefined): readonly string[] | null {
  if (text === undefined) return null;
  const parts = text.split(',').map((part) => part.trim().toLowerCase()).filter((part) => part !== '');
  if (parts.length === 0) throw new UsageError('--state and --type take names separated by commas.');
  return parts;
}
