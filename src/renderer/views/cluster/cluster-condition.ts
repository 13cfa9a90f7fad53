import type { BrokerStatus, ClusterSummary } from '../../../shared/cluster';
import { formatCount, formatCounted } from '../../../shared/text';
import { staleAfterMs } from '../../state/freshness';
import type { IconName } from '../../ui/Icon';
import { retryWords } from './retry-words';

export type ConditionTone = 'critical' | 'warning' | 'moving' | 'ok' | 'unknown';

export interface Condition {
  readonly icon: IconName;
  readonly tone: ConditionTone;
  /** A few words, lower case. */
  readonly words: string;
}

/** Few words for a failure's code; its whole message stands where there is room. */
const SHORT_REASONS: ReadonlyMap<string, string> = new Map([
  ['UNREACHABLE_REFUSED', 'refused'],
  ['UNREACHABLE_NAME', 'name not found'],
  ['UNREACHABLE_TIMEOUT', 'no answer'],
  ['ADVERTISED_UNREACHABLE', 'advertised address'],
  ['NOT_KAFKA_HTTP', 'an HTTP server'],
  ['NOT_KAFKA', 'not Kafka'],
  ['TLS_EXPECTED', 'TLS expected'],
  ['TLS_NOT_SPOKEN', 'no TLS there'],
  ['TLS_CERTIFICATE', 'certificate'],
  ['TLS_REFUSED', 'TLS refused'],
  ['BAD_FRAME', 'not Kafka'],
  ['DECODE', 'answer unreadable'],
  ['SASL_MECHANISM_UNSUPPORTED', 'login method'],
  ['CLUSTER_ID_CHANGES', 'cluster id changes'],
  ['SILENT', 'silent'],
  ['CLOSED', 'closed'],
  ['TIMED_OUT', 'no answer'],
  ['AUTHENTICATION_FAILED', 'login refused'],
  ['CREDENTIALS_MISSING', 'login missing'],
  ['UNSUPPORTED_VERSION', 'version'],
  ['BAD_SETTINGS', 'settings'],
]);

const FAILED_WORDS: ReadonlyMap<string, string> = new Map([
  ['AUTHENTICATION_FAILED', 'refused the login'],
  ['CREDENTIALS_MISSING', 'asks for a login'],
  ['SASL_MECHANISM_UNSUPPORTED', 'does not offer this login method'],
  ['TLS_CERTIFICATE', 'was not trusted'],
  ['TLS_REFUSED', 'refused TLS'],
  ['NOT_KAFKA', 'is not Kafka'],
  ['NOT_KAFKA_HTTP', 'is not Kafka'],
  ['BAD_SETTINGS', 'was not tried'],
]);

/** What became of a first connection, as what the cluster did: `refused the login`. `code` is its failure's. */
export function failedWords(code: string | null): string {
  return FAILED_WORDS.get(code ?? '') ?? 'was not reached';
}

/** Why it is not current in a few words, lower case; null without a failure. */
export function shortReason({ failure }: Pick<ClusterSummary, 'failure'>): string | null {
  return failure === null ? null : (SHORT_REASONS.get(failure.code) ?? 'not reached');
}

/** How the connection is, whatever the groups do. */
export function connectionCondition(cluster: ClusterSummary, now: number): Condition {
  const reason = shortReason(cluster);
  switch (cluster.state) {
    case 'connecting':
      return { icon: 'clock', tone: 'moving', words: 'connecting' };
    case 'paused':
      return { icon: 'pause', tone: 'unknown', words: 'paused' };
    case 'failed':
      return { icon: 'down', tone: 'critical', words: reason ?? 'not reached' };
    case 'stale':
      return isDown(cluster, now) ? { icon: 'down', tone: 'critical', words: `down: ${reason ?? 'no answer'}` } : { icon: 'clock', tone: 'warning', words: reason ?? 'no answer' };
    case 'partial':
      return { icon: 'clock', tone: 'warning', words: partialWords(cluster) };
    case 'current':
      if (missingBrokers(cluster).length > 0) return { icon: 'clock', tone: 'warning', words: partialWords(cluster) };
      if (cluster.sampledAt !== null && now - cluster.sampledAt > staleAfterMs(cluster)) return { icon: 'clock', tone: 'warning', words: 'late' };
      return { icon: 'ok', tone: 'ok', words: 'connected' };
  }
}

/** When a connection that fails is tried again, as a sentence; null where none is due. */
export function retrySentence({ state, retryAt }: Pick<ClusterSummary, 'state' | 'retryAt'>, now: number): string | null {
  return retryAt === null || (state !== 'failed' && state !== 'stale') ? null : `Next try ${retryWords(retryAt, now)}.`;
}

/** What matters most of a cluster in one phrase: its broken groups, else its connection, else how its groups do. */
export function clusterCondition(cluster: ClusterSummary, now: number): Condition {
  const { verdicts } = cluster;
  const connection = connectionCondition(cluster, now);
  if (verdicts === null) return cluster.state === 'current' ? { icon: 'clock', tone: 'moving', words: 'reading' } : connection;
  if (cluster.state === 'failed' || cluster.state === 'stale' || cluster.state === 'connecting') return connection;
  const isWhole = connection.tone === 'ok';
  if (verdicts.broken > 0) return { icon: 'stopped', tone: 'critical', words: `${formatCount(verdicts.broken)} broken${isWhole ? '' : `, ${besides(cluster, connection)}`}` };
  if (!isWhole) return connection;
  if (cluster.staleGroups > 0) return { icon: 'clock', tone: 'warning', words: `${formatCount(cluster.staleGroups)} with old figures` };
  if (verdicts.behind > 0) return { icon: 'behind', tone: 'warning', words: `${formatCount(verdicts.behind)} behind` };
  if (cluster.groups === 0) return { icon: 'unknown', tone: 'unknown', words: 'no groups visible' };
  if (verdicts.unknown > 0) return { icon: 'unknown', tone: 'unknown', words: `${formatCount(verdicts.unknown)} unknown` };
  if (cluster.notJudged > 0) return { icon: 'watching', tone: 'moving', words: `${formatCount(cluster.notJudged)} not judged yet` };
  if (verdicts.moving > 0) return { icon: 'catching-up', tone: 'moving', words: `${formatCount(verdicts.moving)} moving` };
  return { icon: 'ok', tone: 'ok', words: 'all keep up' };
}

export function answeringBrokers(cluster: ClusterSummary): number {
  return cluster.brokers.filter((broker) => broker.state === 'answering' && !isAway(broker)).length;
}

/** Brokers that do not answer, as long as they are away; one that has not answered in time, too. */
export function missingBrokers(cluster: ClusterSummary): readonly BrokerStatus[] {
  return cluster.brokers.filter(isAway);
}

/** Something of a broker's is known to be missing or old. */
export function hasBrokerFailure({ brokers, failures }: Pick<ClusterSummary, 'brokers' | 'failures'>): boolean {
  return brokers.some((broker) => isAway(broker) || broker.failure !== null) || failures.some(({ scope }) => scope.startsWith('broker '));
}

/** It does not answer, or has not in time. */
export function isAway({ state, failure }: BrokerStatus): boolean {
  return state === 'silent' || state === 'failed' || failure?.code === 'SLOW';
}

/** Its rounds fail, and no broker answers or what is known is old. */
export function isDown(cluster: ClusterSummary, now: number): boolean {
  if (cluster.state === 'failed') return true;
  return cluster.state === 'stale' && (answeringBrokers(cluster) === 0 || cluster.sampledAt === null || now - cluster.sampledAt > staleAfterMs(cluster));
}

/** In as few words as the rail has room for beside another phrase. */
function besides(cluster: ClusterSummary, connection: Condition): string {
  return missingBrokers(cluster).length > 0 ? `${answeringBrokers(cluster)}/${cluster.brokers.length} brokers` : connection.words;
}

function partialWords(cluster: ClusterSummary): string {
  const all = cluster.brokers.length;
  if (missingBrokers(cluster).length > 0) return `${answeringBrokers(cluster)} of ${all} ${all === 1 ? 'broker' : 'brokers'} answer`;
  return cluster.failures.length === 0 ? 'incomplete' : formatCounted(cluster.failures.length, 'failure');
}
