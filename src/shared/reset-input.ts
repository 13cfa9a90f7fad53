import { z } from 'zod';

/** A plan of more is refused: nobody could look it through. */
export const MOST_GROUPS = 1_000;
export const MOST_PARTITIONS = 200_000;

const name = z.string().max(40_000);
const offset = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const partition = z.number().int().min(0).max(2_147_483_647);
const time = z.number().int().min(0).max(8_640_000_000_000_000);

export const wishedOffset = z.object({
  groupId: name.nullable(),
  topic: name,
  partition,
  offset: offset.nullable(),
  leaderEpoch: z.number().int().nullable(),
  metadata: name.nullable(),
  topicId: z.string().max(64).nullable().optional(),
});

const simpleTargets = [
  z.object({ kind: z.literal('to-earliest') }),
  z.object({ kind: z.literal('to-latest') }),
  z.object({ kind: z.literal('to-current') }),
  z.object({ kind: z.literal('to-offset'), offset }),
  z.object({ kind: z.literal('shift-by'), by: z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER) }),
] as const;

const target = z.discriminatedUnion('kind', [
  ...simpleTargets,
  z.object({ kind: z.literal('to-snapshot'), operationId: z.string().max(64) }),
  z.object({ kind: z.literal('to-datetime'), at: time }),
  z.object({ kind: z.literal('by-duration'), ms: z.number().int() }),
  z.object({ kind: z.literal('to-group'), groupId: name }),
  z.object({ kind: z.literal('to-offsets'), origin: z.enum(['file', 'snapshot', 'plan']), offsets: z.array(wishedOffset).max(MOST_PARTITIONS).readonly() }),
]);

const scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all-topics') }),
  z.object({ kind: z.literal('topics'), topics: z.array(z.object({ topic: name, partitions: z.array(partition).max(MOST_PARTITIONS).readonly().nullable() })).max(10_000).readonly(), onlyCommitted: z.boolean().optional() }),
]);

/** Reads a ResetRequest that comes from the window. */
export const resetRequest = z.object({
  groupIds: z.array(name).min(1).max(10_000).readonly(),
  target,
  scope,
  ownTargets: z.array(z.object({ topic: name, partition, target: z.discriminatedUnion('kind', simpleTargets) })).max(MOST_PARTITIONS).readonly(),
  whenNoRecord: z.enum(['ask', 'to-latest']),
  createGroups: z.boolean(),
});
