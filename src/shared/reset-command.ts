import type { PlannedGroup, ResetPlan, ResetTarget } from './reset';

/**
 * The plan as a command of Kafka's own tool, in dry-run form, for who has no Offsight at hand. What that tool cannot say (own
 * targets, another group's offsets, a snapshot) becomes a CSV file that is made first. Partitions that the plan leaves as they
 * are do not appear. Names are quoted for a POSIX shell.
 */
export function resetCommand(plan: ResetPlan, bootstrapServers: string, commandConfig: string | null): string {
  const connection = [`--bootstrap-server ${quoted(bootstrapServers)}`, ...(commandConfig === null ? [] : [`--command-config ${quoted(commandConfig)}`])];
  return plan.groups.map((group) => groupCommand(group, plan, connection)).join('\n\n');
}

function groupCommand(group: PlannedGroup, { request }: ResetPlan, connection: readonly string[]): string {
  const head = ['kafka-consumer-groups.sh', ...connection, '--reset-offsets', `--group ${quoted(group.groupId)}`];
  const option = request.ownTargets.length > 0 ? null : optionOf(request.target);
  if (option !== null) return [...head, ...topicOptions(group), option, '--dry-run'].join(' ');
  const rows = group.partitions.flatMap(({ topic, partition, newOffset }) => (newOffset === null ? [] : [`${csv(topic)},${partition},${newOffset}`]));
  return `cat > offsets.csv <<'END'\n${rows.join('\n')}\nEND\n${[...head, '--from-file offsets.csv', '--dry-run'].join(' ')}`;
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
  return /^[\w.:,/@%+=-]+$/u.test(text) ? text : `'${text.replace(/'/gu, `'\\''`)}'`;
}

function csv(text: string): string {
  return /[",\r\n]/u.test(text) ? `"${text.replace(/"/gu, '""')}"` : text;
}
