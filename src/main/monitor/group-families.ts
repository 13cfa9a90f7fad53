import type { GroupRecord } from './group-record';

/** Groups and topics that have to do with each other, over however many steps. */
export interface Family {
  /** SEVERAL: several brokers coordinate its groups, or the offsets of some are read by other means (share groups). */
  coordinatorId: number;
  readonly groups: GroupRecord[];
  /** Indices into the partition table. */
  readonly topics: Set<number>;
}

const SEVERAL = -1;

/** Every group and every topic of its rows, each in one family. */
export function familiesOf(records: Iterable<GroupRecord>): readonly Family[] {
  const byTopic = new Map<number, Family>();
  const families = new Set<Family>();
  for (const record of records) {
    const { rows, coordinatorId, groupType } = record;
    let family: Family = { coordinatorId: groupType === 'share' ? SEVERAL : coordinatorId, groups: [record], topics: new Set() };
    families.add(family);
    for (const row of rows.topicRuns) {
      const topic = rows.topic[row] ?? -1;
      const known = byTopic.get(topic);
      if (known === undefined) {
        family.topics.add(topic);
        byTopic.set(topic, family);
      } else if (known !== family) {
        const [into, from] = sizeOf(known) >= sizeOf(family) ? [known, family] : [family, known];
        unite(into, from, byTopic);
        families.delete(from);
        family = into;
      }
    }
  }
  return [...families];
}

function sizeOf({ groups, topics }: Family): number {
  return groups.length + topics.size;
}

function unite(into: Family, from: Family, byTopic: Map<number, Family>): void {
  if (into.coordinatorId !== from.coordinatorId) into.coordinatorId = SEVERAL;
  for (const record of from.groups) into.groups.push(record);
  for (const topic of from.topics) {
    into.topics.add(topic);
    byTopic.set(topic, into);
  }
}
