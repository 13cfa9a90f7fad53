import type { KAFKA_ASSIGNORS } from '../../shared/assignors';
import type { GroupShape, Owners } from './group-shape';
import { assignRange } from './range';
import { assignRoundRobin } from './round-robin';
import { assignSticky } from './sticky';
import { assignUniform } from './uniform';

type Protocol = keyof typeof KAFKA_ASSIGNORS;
type Assign = (shape: GroupShape) => Owners;

const BY_NAME: { readonly [Of in Protocol]: Readonly<Record<(typeof KAFKA_ASSIGNORS)[Of][number], Assign>> } = {
  classic: {
    range: assignRange,
    roundrobin: assignRoundRobin,
    sticky: (shape) => assignSticky(shape).owners,
    'cooperative-sticky': (shape) => assignSticky(shape).owners,
  },
  consumer: { uniform: assignUniform, range: assignRange },
};

/** By Kafka's name. */
export const ASSIGNORS: Readonly<Record<Protocol, ReadonlyMap<string, Assign>>> = {
  classic: new Map(Object.entries(BY_NAME.classic)),
  consumer: new Map(Object.entries(BY_NAME.consumer)),
};
