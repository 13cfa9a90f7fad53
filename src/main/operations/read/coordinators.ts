import { KafkaFailure } from '../../kafka/errors';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { FIND_COORDINATOR } from '../../kafka/protocol/apis/find-coordinator';
import { kafkaError } from '../../kafka/protocol/errors';
import { pause } from '../pause';

/** First version that takes many groups in one request (Kafka 3.0, KIP-699). */
const MANY_GROUPS_VERSION = 4;
const ATTEMPTS = 10;
const PAUSE_MS = 200;

/**
 * The broker that coordinates each group, asked for again while one is just moving. A group that got none within the
 * attempts has a KafkaFailure in its place. Rejects with KafkaFailure if no broker answers.
 */
export async function findCoordinators(client: ClusterClient, groupIds: readonly string[], options: CallOptions): Promise<ReadonlyMap<string, number | KafkaFailure>> {
  const found = new Map<string, number | KafkaFailure>();
  let wanted = groupIds;
  for (let attempt = 1; wanted.length > 0; attempt += 1) {
    if (attempt > 1) await pause(PAUSE_MS, options.signal);
    for (const { groupId, nodeId, errorCode } of await ask(client, wanted, options)) found.set(groupId, errorCode === 0 ? nodeId : failureOf(groupId, errorCode));
    wanted = attempt < ATTEMPTS ? wanted.filter((groupId) => isRetriable(found.get(groupId))) : [];
  }
  return found;
}

/** The same of one group. Rejects with KafkaFailure. */
export async function coordinatorOf(client: ClusterClient, groupId: string, options: CallOptions): Promise<number> {
  const coordinator = (await findCoordinators(client, [groupId], options)).get(groupId);
  if (typeof coordinator === 'number') return coordinator;
  throw coordinator ?? new KafkaFailure('COORDINATOR_NOT_AVAILABLE', `No broker says who coordinates ${groupId}.`);
}

function isRetriable(answer: number | KafkaFailure | undefined): boolean {
  return answer instanceof KafkaFailure && answer.retriable;
}

interface Answer {
  readonly groupId: string;
  readonly nodeId: number;
  readonly errorCode: number;
}

async function ask(client: ClusterClient, groupIds: readonly string[], options: CallOptions): Promise<readonly Answer[]> {
  const nodeId = await anyBroker(client, options);
  const version = await client.versionOf(nodeId, FIND_COORDINATOR, options);
  const batches = (version ?? 0) >= MANY_GROUPS_VERSION ? [groupIds] : groupIds.map((groupId) => [groupId]);
  const answers = await Promise.all(batches.map((batch) => client.send(nodeId, FIND_COORDINATOR, { groupIds: batch }, options)));
  return answers.flatMap(({ coordinators }, index) => coordinators.map((answer) => ({ ...answer, groupId: answer.groupId ?? batches[index]?.[0] ?? '' })));
}

/** A broker that can be reached. */
async function anyBroker(client: ClusterClient, options: CallOptions): Promise<number> {
  let last: unknown = new KafkaFailure('NO_BROKER', 'The cluster names no broker.');
  for (const { nodeId } of client.brokers) {
    try {
      await client.versionOf(nodeId, FIND_COORDINATOR, options);
      return nodeId;
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

function failureOf(groupId: string, errorCode: number): KafkaFailure {
  const { name, text, retriable } = kafkaError(errorCode);
  return new KafkaFailure(name, `The coordinator of ${groupId} could not be found: ${text}.`, { retriable });
}
