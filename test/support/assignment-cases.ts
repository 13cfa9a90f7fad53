import { ASSIGNORS } from '../../src/main/assignment/assignors';
import { shapeOf, type GroupShape, type Owners } from '../../src/main/assignment/group-shape';
import { assignSticky } from '../../src/main/assignment/sticky';

/** One line of test/golden/Assignments.java. */
export interface AssignmentCase {
  readonly assignor: string;
  readonly topics: readonly (readonly [name: string, topicId: string, partitions: number, racks: readonly (readonly string[])[]])[];
  readonly members: readonly (readonly [memberId: string, groupInstanceId: string | null, subscription: readonly string[], owned: Readonly<Record<string, readonly number[]>>, generation: number, rack: string | null])[];
  readonly owners: readonly (readonly number[])[];
}

export function casesOf(lines: string): readonly AssignmentCase[] {
  return lines.trim().split('\n').map((line) => JSON.parse(line) as AssignmentCase);
}

/** The case as we see it, what Kafka's class made of it, and what we make of it: the member's place for each slot. */
export function solve(golden: AssignmentCase): { readonly shape: GroupShape; readonly kafka: Owners; readonly ours: Owners } {
  const isClassic = golden.assignor !== 'uniform' && golden.assignor !== 'range-of-broker';
  const shape = shapeOf(
    golden.members.map(([memberId, groupInstanceId, subscription, owned, generation, rack]) => ({
      memberId, groupInstanceId, subscription, generation, rack: rack === '' ? null : rack, owned: Object.entries(owned).map(([topic, partitions]) => ({ topic, partitions })),
    })),
    golden.topics.map(([topic, topicId, partitions, racks]) => ({ topic, topicId, partitions, racks: isClassic ? racks.map((each) => new Set(each)) : null })),
  );
  const owners = new Map(golden.topics.map(([topic], place) => [topic, golden.owners[place] ?? []]));
  const kafka = Int32Array.from(shape.topics.flatMap(({ topic }) => owners.get(topic) ?? []));
  return { shape, kafka, ours: ownersBy(golden.assignor, shape) };
}

/** A cooperative group's first rebalance leaves out what somebody must give up. */
function ownersBy(assignor: string, shape: GroupShape): Owners {
  if (assignor === 'cooperative-sticky') {
    const { owners, handedOver } = assignSticky(shape);
    return owners.map((owner, slot) => (handedOver.has(slot) ? -1 : owner));
  }
  const broker = assignor === 'uniform' || assignor === 'range-of-broker';
  const assign = ASSIGNORS[broker ? 'consumer' : 'classic'].get(assignor.replace('-of-broker', ''));
  if (assign === undefined) throw new Error(`There is no assignor ${assignor}.`);
  return assign(shape);
}

/** Whether all members subscribe the same topics. */
export function subscribesAlike({ members }: AssignmentCase): boolean {
  return new Set(members.map(([, , subscription]) => [...subscription].sort().join())).size === 1;
}

export function loadsOf({ members }: GroupShape, owners: Owners): readonly number[] {
  return members.map((_, member) => owners.filter((owner) => owner === member).length).sort((left, right) => left - right);
}

/** Owned partitions that somebody else gets. */
export function movesOf({ members }: GroupShape, owners: Owners): number {
  return new Set(members.flatMap(({ owned }, member) => owned.filter((slot) => owners[slot] !== member))).size;
}
