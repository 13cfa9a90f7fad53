import type { TestCluster } from '../../support/kafka';

/** One row of `kafka-consumer-groups.sh --describe`; null where it prints a dash. */
export interface CommandRow {
  readonly topic: string;
  readonly partition: number;
  readonly committed: number | null;
  readonly logEnd: number | null;
  readonly lag: number | null;
  readonly clientId: string | null;
}

/** What Apache's own tool says about a group. */
export async function describeByCommand(cluster: TestCluster, groupId: string): Promise<readonly CommandRow[]> {
  const output = await cluster.java('org.apache.kafka.tools.consumer.group.ConsumerGroupCommand', ['--bootstrap-server', cluster.bootstrapServers, '--describe', '--group', groupId]);
  const lines = output.split('\n').map((line) => line.trim().split(/\s+/));
  const heads = lines.find(([first]) => first === 'GROUP') ?? [];
  const at = (cells: readonly string[], head: string): string | null => {
    const cell = cells[heads.indexOf(head)];
    return cell === undefined || cell === '-' ? null : cell;
  };
  const numberAt = (cells: readonly string[], head: string): number | null => {
    const cell = at(cells, head);
    return cell === null ? null : Number(cell);
  };
  return lines
    .filter(([first]) => first === groupId)
    .map((cells) => ({
      topic: at(cells, 'TOPIC') ?? '',
      partition: Number(at(cells, 'PARTITION')),
      committed: numberAt(cells, 'CURRENT-OFFSET'),
      logEnd: numberAt(cells, 'LOG-END-OFFSET'),
      lag: numberAt(cells, 'LAG'),
      clientId: at(cells, 'CLIENT-ID'),
    }))
    .sort((left, right) => left.topic.localeCompare(right.topic) || left.partition - right.partition);
}
