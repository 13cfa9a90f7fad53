import { offsetLine } from './offset-line';
import { displayName } from './display-name';
import { isToBeChanged } from './planned-change';
import type { PlannedGroup, ResetPlan, ResetTarget } from './reset';
import { formatCount } from './text';

/**
 * The plan as a command of Kafka's own tool, in dry-run form, for who has no Offsight at hand. What that tool cannot say (own
 * targets, another group's offsets, a snapshot) becomes a CSV file that is made first. Partitions that cannot be planned do not
 * appear, nor do groups of which nothing changes: a comment counts these. Names are quoted for bash and zsh, and hold nothing that acts on a terminal while it is pasted.
 */
export function resetCommand(plan: ResetPlan, bootstrapServers: string, commandConfig: string | null): string {
  const connection = [`--bootstrap-server ${quoted(bootstrapServers)}`, ...(commandConfig === null ? [] : [`--command-config ${quoted(commandConfig)}`])];
  const changed = plan.groups.filter((group) => isToBeChanged(group) && group.partitions.some(({ newOffset }) => newOffset !== null));
  const left = plan.groups.length - changed.length;
  return [...(left === 0 ? [] : [`# Left out: ${formatCount(left)} of ${formatCount(plan.groups.length)} groups, of which nothing changes or which cannot be changed now.`]), ...changed.map((group) => groupCommand(group, plan, connection))].join('\n\n');
}

function groupCommand(group: PlannedGroup, { request }: ResetPlan, connection: readonly string[]): string {
  const head = ['kafka-consumer-groups.sh', ...connection, '--reset-offsets', `--group ${quoted(group.groupId)}`];
  const option = request.ownTargets.length > 0 ? null : optionOf(request.target);
  if (option !== null) return [...head, ...topicOptions(group), option, '--dry-run'].join(' ');
  const rows = group.partitions.flatMap(({ topic, partition, newOffset }) => (newOffset === null ? [] : [quoted(offsetLine(null, topic, partition, newOffset))]));
  return `printf '%s\\n' \\\n${rows.map((row) => `  ${row} \\\n`).join('')}  > offsets.csv\n${[...head, '--from-file offsets.csv', '--dry-run'].join(' ')}`;
}

/** Null: that tool has no such option. */
function optionOf(target: ResetTarget): string | null {
  switch (target.kind) {
    case 'to-earliest':
    case 'to-latest':
    case 'to-current':
      return `--${target.kind}`;
    case 'to-offset':
      return `--to-offset ${target.offset}`;
    case 'shift-by':
      return `--shift-by ${target.by}`;
    case 'to-datetime':
      return `--to-datetime ${new Date(target.at).toISOString()}`;
    default:
      return null; // a duration is of the moment at which the plan was made
  }
}

function topicOptions({ partitions }: PlannedGroup): readonly string[] {
  const byTopic = new Map<string, number[]>();
  for (const { topic, partition, newOffset } of partitions) {
    if (newOffset === null) continue;
    const of = byTopic.get(topic) ?? [];
    byTopic.set(topic, of);
    of.push(partition);
  }
  return [...byTopic].map(([topic, of]) => `--topic ${quoted(`${topic}:${of.join(',')}`)}`);
}

function quoted(text: string): string {
  if (/^[\w.:,/@%+-]+$/u.test(text)) return text;
  if (displayName(text, Infinity) === text) return `'${text.replace(/'/gu, `'\\''`)}'`;
  return `$'${Array.from(text, (character) => (/['\\]/u.test(character) ? `\\${character}` : displayName(character, Infinity) === character ? character : bytesOf(character))).join('')}'`;
}

/** Of a character that cannot be seen, or that a terminal would obey before any shell reads it. A lone surrogate stands for a byte that is no UTF-8. */
function bytesOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const isByte = code >= 0xdc80 && code <= 0xdcff;
  const encoded = isByte ? `%${(code - 0xdc00).toString(16)}` : encodeURIComponent(/\p{Surrogate}/u.test(character) ? '\ufffd' : character);
  return (encoded.startsWith('%') ? encoded : `%${code.toString(16).padStart(2, '0')}`).replace(/%/gu, '\\x').toLowerCase();
}
