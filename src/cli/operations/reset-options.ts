import { displayName } from '../../shared/display-name';
import type { ResetScope, ResolvedTarget } from '../../shared/reset';
import { parseDateTime, parseDuration } from '../../shared/reset-time';
import { readArguments, refusePositionals, wholeNumber } from '../arguments';
import { CONNECTION_OPTIONS, connectionOf, type ConnectionOptions } from '../connection-options';
import { UsageError } from '../usage';
import { CHANGE_OPTIONS, changeOf, WATCH_OPTION, type ChangeOptions } from './change-options';

export interface ResetOptions extends ConnectionOptions {
  readonly command: 'reset';
  readonly groups: readonly string[];
  readonly allGroups: boolean;
  /** Null: as the file says. */
  readonly target: ResolvedTarget | null;
  readonly fromFile: string | null;
  readonly scope: ResetScope;
  readonly whenNoRecord: 'ask' | 'to-latest';
  readonly createGroups: boolean;
  readonly export: boolean;
  /** Whether the plan is to tell the times of the records at its positions. */
  readonly times: boolean;
  readonly change: ChangeOptions;
}

const TARGETS = ['to-earliest', 'to-latest', 'to-current', 'to-offset', 'shift-by', 'to-datetime', 'by-duration', 'to-group', 'from-file'] as const;
const OPTIONS = {
  ...CONNECTION_OPTIONS,
  ...CHANGE_OPTIONS,
  ...WATCH_OPTION,
  group: { type: 'string', multiple: true },
  'all-groups': { type: 'boolean' },
  topic: { type: 'string', multiple: true },
  'all-topics': { type: 'boolean' },
  'to-earliest': { type: 'boolean' },
  'to-latest': { type: 'boolean' },
  'to-current': { type: 'boolean' },
  'to-offset': { type: 'string' },
  'shift-by': { type: 'string' },
  'to-datetime': { type: 'string' },
  'by-duration': { type: 'string' },
  'to-group': { type: 'string' },
  'from-file': { type: 'string' },
  'no-record-to-latest': { type: 'boolean' },
  'create-group': { type: 'boolean' },
  export: { type: 'boolean' },
  times: { type: 'boolean' },
} as const;

/** Reads `reset …` (the command left out), named as in kafka-consumer-groups.sh. Throws UsageError. */
export function parseResetOptions(args: readonly string[]): ResetOptions {
  const { values, positionals } = readArguments(args, OPTIONS);
  refusePositionals('reset', positionals);
  const groups = values.group ?? [];
  const allGroups = values['all-groups'] === true;
  if (groups.length === 0 && !allGroups) throw new UsageError('Which groups? Give --group G (may be given more than once) or --all-groups.');
  if (groups.length > 0 && allGroups) throw new UsageError('Give --group or --all-groups, not both.');
  const chosen = TARGETS.filter((name) => values[name] !== undefined);
  const [kind] = chosen;
  if (kind === undefined || chosen.length > 1) throw new UsageError(`Where to? Give exactly one of ${TARGETS.map((name) => `--${name}`).join(', ')}.`);
  const topics = values.topic ?? [];
  if (topics.length === 0 && values['all-topics'] !== true && kind !== 'to-group' && kind !== 'from-file') throw new UsageError('Which partitions? Give --topic T or --topic T:0,1 (may be given more than once) or --all-topics.');
  if (values.export === true && values.json === true) throw new UsageError('Give --export or --json, not both: one is CSV.');
  if (topics.length > 0 && values['all-topics'] === true) throw new UsageError('Give --topic or --all-topics, not both.');
  return {
    ...connectionOf(values),
    command: 'reset',
    groups: [...new Set(groups)],
    allGroups,
    target: kind === 'from-file' ? null : targetOf(kind, values[kind]),
    fromFile: values['from-file'] ?? null,
    scope: topics.length === 0 ? { kind: 'all-topics' } : { kind: 'topics', topics: topics.map(topicOf) },
    whenNoRecord: values['no-record-to-latest'] === true ? 'to-latest' : 'ask',
    createGroups: values['create-group'] === true,
    export: values.export === true,
    times: values.times === true,
    change: changeOf(values),
  };
}

function targetOf(kind: Exclude<(typeof TARGETS)[number], 'from-file'>, value: string | boolean | undefined): ResolvedTarget {
  const text = typeof value === 'string' ? value : '';
  switch (kind) {
    case 'to-offset':
      return { kind, offset: wholeNumber(kind, text, 0, Number.MAX_SAFE_INTEGER) ?? 0 };
    case 'shift-by':
      return { kind, by: wholeNumber(kind, text, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER) ?? 0 };
    case 'to-datetime': {
      const time = parseDateTime(text, 'utc');
      if (!time.ok) throw new UsageError(time.problem);
      return { kind, at: time.at };
    }
    case 'by-duration': {
      const duration = parseDuration(text);
      if (!duration.ok) throw new UsageError(duration.problem);
      return { kind, ms: duration.ms };
    }
    case 'to-group':
      return { kind, groupId: text };
    default:
      return { kind };
  }
}

/** `T` or `T:0,1,2`. Throws UsageError. */
export function topicOf(text: string): { readonly topic: string; readonly partitions: readonly number[] | null } {
  const [topic = '', list, ...more] = text.split(':');
  const partitions = list?.split(',');
  if (topic === '' || more.length > 0 || partitions?.some((part) => !/^\d{1,9}$/u.test(part)) === true) throw new UsageError(`--topic takes T or T:0,1,2, not “${displayName(text, 80)}”.`);
  return { topic, partitions: partitions === undefined ? null : [...new Set(partitions.map(Number))] };
}
