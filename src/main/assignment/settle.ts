import { ASSIGNORS } from './assignors';
import { shapeOf, type AssignableTopic, type GroupShape, type Owners } from './group-shape';
import type { PresentMember } from './present-group';
import { assignSticky } from './sticky';
import type { StickyResult } from './sticky-alike';

export interface Settled {
  readonly shape: GroupShape;
  readonly owners: Owners;
  /** Until nothing is left to be handed over, or so many that it may never be. */
  readonly rebalances: number;
  readonly isSettled: boolean;
}

/** A cooperative group settles in two rebalances; where it goes by racks in several, or in rare cases never. */
const MOST_REBALANCES = 10;

/** What the group comes to when its members rejoin with what they own now. */
export function settle(protocol: 'classic' | 'consumer', assignor: string, members: readonly PresentMember[], topics: readonly AssignableTopic[]): Settled {
  let shape = shapeOf(members.map((member) => ({ ...member, owned: member.assignment, generation: member.assignment.length === 0 ? -1 : 1 })), topics);
  const assign = ASSIGNORS[protocol].get(assignor);
  if (assign === undefined) throw new Error('An assignor that is not known must be refused before.');
  if (assignor !== 'cooperative-sticky') return { shape, owners: assign(shape), rebalances: 1, isSettled: true };
  for (let rebalances = 1; ; rebalances += 1) {
    const result = assignSticky(shape);
    const isSettled = result.handedOver.size === 0;
    if (isSettled || rebalances === MOST_REBALANCES) return { shape, owners: result.owners, rebalances, isSettled };
    shape = rejoined(shape, result, rebalances + 1);
  }
}

/** Members join again with what was assigned to them, without what others had to give up first. */
function rejoined(shape: GroupShape, { owners, handedOver }: StickyResult, generation: number): GroupShape {
  const owned = shape.members.map((): number[] => []);
  owners.forEach((owner, slot) => {
    if (!handedOver.has(slot)) owned[owner]?.push(slot);
  });
  return { ...shape, members: shape.members.map((member, index) => ({ ...member, generation, owned: owned[index] ?? [] })) };
}
