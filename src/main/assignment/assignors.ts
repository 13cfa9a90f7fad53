import type { GroupShape, Owners } from './group-shape';
import { assignRange } from './range';
import { assignRoundRobin } from './round-robin';
import { assignSticky } from './sticky';
import { assignUniform } from './uniform';

/** By Kafka's name; `consumer` are the broker's own assignors of KIP-848. */
export const ASSIGNORS: Readonly<Record<'classic' | 'consumer', ReadonlyMap<string, (shape: GroupShape) => Owners>>> = {
  classic: new Map([
    ['range', assignRange],
    ['roundrobin', assignRoundRobin],
    ['sticky', (shape) => assignSticky(shape).owners],
    ['cooperative-sticky', (shape) => assignSticky(shape).owners],
  ]),
  consumer: new Map([
    ['uniform', assignUniform],
    ['range', assignRange],
  ]),
};
