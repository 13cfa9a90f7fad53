import type { GroupShape } from './group-shape';
import { doesTopicHeedRacks, isFar } from './racks';
import type { TopicShares } from './topic-shares';

/**
 * The first step of the clients' RangeAssignor where racks are heeded: partitions go to members in the rack of a replica, as far as everybody's
 * number allows. Topics that the same members subscribe, with equally many partitions, are dealt with together, so that one member has
 * the partitions of one number.
 */
export function matchRacks(shape: GroupShape, shares: readonly TopicShares[]): void {
  const isNear = ({ racks }: TopicShares['topic'], partition: number, member: number): boolean => !isFar(shape.members[member]?.rack ?? null, racks?.[partition]);
  for (const alike of groupsOf(shape, shares)) {
    const [only] = alike;
    if (alike.length > 1) matchTogether(alike, isNear);
    else if (only !== undefined && doesTopicHeedRacks(shape, only.topic)) only.giveSuiting((partition, member) => isNear(only.topic, partition, member));
  }
}

/** Topics whose subscribers have no racks are left to the second step. */
function groupsOf({ members }: GroupShape, shares: readonly TopicShares[]): readonly (readonly TopicShares[])[] {
  const groups = new Map<string, TopicShares[]>();
  for (const own of shares) {
    if (own.members.every((member) => (members[member]?.rack ?? null) === null)) continue;
    const key = `${own.topic.partitions} ${own.members.join()}`;
    const alike = groups.get(key);
    if (alike === undefined) groups.set(key, [own]);
    else alike.push(own);
  }
  return [...groups.values()];
}

function matchTogether(alike: readonly TopicShares[], isNear: (topic: TopicShares['topic'], partition: number, member: number) => boolean): void {
  let remaining = alike[0]?.members ?? [];
  const partitions = alike[0]?.topic.partitions ?? 0;
  for (let partition = 0; partition < partitions && remaining.length > 0; partition += 1) {
    const member = remaining.find((each) => alike.every((own) => own.roomOf(each) > 0 && isNear(own.topic, partition, each)));
    if (member === undefined) continue;
    for (const own of alike) own.give(partition, member);
    if (alike.every((own) => own.roomOf(member) === 0)) remaining = remaining.filter((each) => each !== member);
  }
}
