import { offsetLine } from './offset-line';
import { displayName } from './display-name';
import { isToBeChanged } from './planned-change';
import type { PlannedGroup, ResetPlan, ResetTarget } from './reset';
import { formatCount } from './text';

const TOOLS = { consumer: 'kafka-consumer-groups.sh', share: 'kafka-share-groups.sh', streams: 'kafka-streams-groups.sh' } as const;
type Tool = keyof typeof TOOLS;

/** The tools whose commands `resetCommand` gives for these groups, by name, each once. */
export function resetTools(groups: readonly Pick<PlannedGroup, 'groupType'>[]): readonly string[] {
  return [...new Set(groups.map(({ groupType }) => TOOLS[toolOf(groupType)]))];
}

/**
 * The plan as commands of Kafka's own tools, as those of Kafka 4.3 take them, in dry-run form, for who has no Offsight at hand. What they cannot say (own
 * targets, another group's offsets, a snapshot) becomes a CSV file that is made first; the tool for share groups reads none, so that a comment says that there is no command. Partitions that cannot be planned do not
 * appear, nor do groups of which nothing changes: a comment counts these. Names are quoted for bash and zsh, and hold nothing that acts on a terminal while it is pasted.
 */
export function resetCommand(plan: ResetPlan, bootstrapServers: string, commandConfig: string | null): string {
  const connection = [`--bootstrap-server ${quoted(bootstrapServers)}`, ...(commandConfig === null ? [] : [`--command-config ${quoted(commandConfig)}`])];
  const changed = plan.groups.filter((group) => isToBeChanged(group) && group.partitions.some(({ newOffset }) => newOffset !== null));
  const left = plan.groups.length - changed.length;
  return [...(left === 0 ? [] : [`# Left out: ${formatCount(left)} of ${formatCount(plan.groups.length)} groups, of which nothing changes or which cannot be changed now.`]), ...changed.map((group) => groupCommand(group, plan, connection))].join('\n\n');
}

function groupCommand(group: PlannedGroup, { request, createdAt }: ResetPlan, connection: readonly string[]): string {
  const tool = toolOf(group.groupType);
  const head = [TOOLS[tool], ...connection, '--reset-offsets', `--group ${quoted(group.groupId)}`];
  const option = request.ownTargets.length > 0 ? null : tool === 'share' ? shareOptionOf(request.target, createdAt) : optionOf(request.target);
  // zsh obeys comments that are typed or pasted: nothing in them may mean anything to a shell.
  const note = tool === 'streams' ? '# With --execute instead of --dry-run this tool also deletes the internal topics of the group. Offsight does not.\n' : '';
  if (option !== null) return note + [...head, ...topicOptions(group, tool === 'streams' ? '--input-topic' : '--topic'), option, '--dry-run'].join(' ');
  if (tool === 'share') return `# ${quoted(group.groupId)}: there is no command. ${TOOLS.share} sets start offsets only to the log start, the log end or a time, not to single offsets.`;
  const rows = group.partitions.flatMap(({ topic, partition, newOffset }) => (newOffset === null ? [] : [quoted(offsetLine(null, topic, partition, newOffset))]));
  return `${note}printf '%s\\n' \\\n${rows.map((row) => `  ${row} \\\n`).join('')}  > offsets.csv\n${[...head, '--from-file offsets.csv', '--dry-run'].join(' ')}`;
}

/** Other types are of consumers, or as old as Kafka's first tool. */
function toolOf(groupType: string | null): Tool {
  return groupType === 'share' || groupType === 'streams' ? groupType : 'consumer';
}

/** Null: it cannot be said. A duration is counted back from when the plan was made. */
function shareOptionOf(target: ResetTarget, createdAt: number): string | null {
  if (target.kind === 'to-earliest' || target.kind === 'to-latest' || target.kind === 'to-datetime') return optionOf(target);
  return target.kind === 'by-duration' ? optionOf({ kind: 'to-datetime', at: createdAt - target.ms }) : null;
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

function topicOptions({ partitions }: PlannedGroup, option: '--topic' | '--input-topic'): readonly string[] {
  const byTopic = new Map<string, number[]>();
  for (const { topic, partition, newOffset } of partitions) {
    if (newOffset === null) continue;
    const of = byTopic.get(topic) ?? [];
    byTopic.set(topic, of);
    of.push(partition);
  }
  return [...byTopic].map(([topic, of]) => `${option} ${quoted(`${topic}:${of.join(',')}`)}`);
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
