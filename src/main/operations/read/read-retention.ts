import type { Failure } from '../../../shared/failure';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { KafkaFailure, toFailure } from '../../kafka/errors';
import { DESCRIBE_CONFIGS, type ResourceConfigs } from '../../kafka/protocol/apis/describe-configs';
import { errorName, errorText } from '../../kafka/protocol/errors';

/** What makes records of a topic disappear. Null: not for that reason. */
export interface Retention {
  readonly compacted: boolean;
  readonly ms: number | null;
  readonly bytes: number | null;
}

export interface RetentionReading {
  /** A topic that is not there could not be read. */
  readonly topics: ReadonlyMap<string, Retention>;
  /** One sentence about all that could not be read; null: nothing. */
  readonly failure: Failure | null;
}

const NAMES = ['cleanup.policy', 'retention.ms', 'retention.bytes'];
const TOPICS_PER_REQUEST = 1_000;
/** Nobody is to wait long for what only warnings need. */
const MOST_BROKERS = 3;
const PATIENCE_MS = 4_000;

/** How long topics keep their records. Rejects with CANCELLED only: a plan is good without it. */
export async function readRetention(client: ClusterClient, topics: readonly string[], options: CallOptions): Promise<RetentionReading> {
  const read = new Map<string, Retention>();
  const unread: string[] = [];
  let reason: Failure = { scope: '', code: 'NOT_ANSWERED', message: 'no broker told them.' };
  for (let from = 0; from < topics.length; from += TOPICS_PER_REQUEST) {
    const asked = topics.slice(from, from + TOPICS_PER_REQUEST);
    try {
      const answers = new Map((await askAny(client, asked, options)).map((answer) => [answer.resource, answer]));
      for (const topic of asked) {
        const answer = answers.get(topic);
        if (answer?.errorCode === 0) read.set(topic, retentionOf(answer.configs));
        else unread.push(topic);
        if (answer !== undefined && answer.errorCode !== 0) reason = { scope: '', code: errorName(answer.errorCode), message: `${errorText(answer.errorCode)}.` };
      }
    } catch (error) {
      if (options.signal.aborted) throw error;
      reason = toFailure('', error);
      unread.push(...asked);
    }
  }
  return { topics: read, failure: unread.length === 0 ? null : unreadFailure(unread, reason) };
}

async function askAny(client: ClusterClient, topics: readonly string[], options: CallOptions): Promise<readonly ResourceConfigs[]> {
  let last: unknown = new KafkaFailure('NO_BROKER', 'The cluster names no broker.');
  for (const { nodeId } of client.brokers.slice(0, MOST_BROKERS)) {
    try {
      return (await client.send(nodeId, DESCRIBE_CONFIGS, { kind: 'topic', resources: topics, names: NAMES }, { ...options, timeoutMs: Math.min(options.timeoutMs, PATIENCE_MS) })).resources;
    } catch (error) {
      if (options.signal.aborted) throw error;
      last = error;
    }
  }
  throw last;
}

function retentionOf(configs: ReadonlyMap<string, string | null>): Retention {
  const policies = new Set((configs.get('cleanup.policy') ?? 'delete').split(',').map((policy) => policy.trim()));
  const deletes = policies.has('delete');
  return { compacted: policies.has('compact'), ms: deletes ? limit(configs.get('retention.ms')) : null, bytes: deletes ? limit(configs.get('retention.bytes')) : null };
}

/** Kafka writes -1 for "no limit". */
function limit(text: string | null | undefined): number | null {
  const value = Number(text ?? -1);
  return Number.isFinite(value) && value >= 0 ? value : null;
}

function unreadFailure(topics: readonly string[], { code, message }: Failure): Failure {
  const which = topics.length === 1 ? `topic ${topics[0] ?? ''}` : `${topics.length} topics`;
  return { scope: which, code, message: `The settings of ${which} could not be read: ${message} Whether compaction or retention removes records there is not known, so nothing warns of it.` };
}
