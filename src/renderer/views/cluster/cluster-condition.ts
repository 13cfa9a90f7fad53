import type { ClusterSummary } from '../../../shared/cluster';
import { formatCount } from '../../../shared/text';
import { formatCounted } from '../../format/format-count';
import { formatAge } from '../../format/format-age';
import type { IconName } from '../../ui/Icon';

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
  ['SILENT', 'silent'],
  ['CLOSED', 'closed'],
  ['TIMED_OUT', 'no answer'],
  ['AUTHENTICATION_FAILED', 'login refused'],
  ['CREDENTIALS_MISSING', 'login missing'],
  ['UNSUPPORTED_VERSION', 'version'],
  ['BAD_SETTINGS', 'settings'],
]);

/** How the connection is, whatever the groups do. */
export function connectionCondition(cluster: ClusterSummary, now: number): Condition {
  const reason = cluster.failure === null ? null : (SHORT_REASONS.get(cluster.failure.code) ?? 'not reached');
  const retry = cluster.retryAt === null ? '' : `, retry ${cluster.retryAt <= now ? 'now' : formatAge(cluster.retryAt - now + 999)}`;
  switch (cluster.state) {
    case 'connecting':
      return { icon: 'clock', tone: 'moving', words: 'connecting' };
    case 'paused':
      return { icon: 'pause', tone: 'unknown', words: 'paused' };
    case 'failed':
      return { icon: 'down', tone: 'critical', words: `${reason ?? 'not reached'}${retry}` };
    case 'stale':
      return { icon: 'clock', tone: 'warning', words: `${reason ?? 'no answer'}${retry}` };
    case 'partial':
      return { icon: 'clock', tone: 'warning', words: partialWords(cluster) };
    case 'current':
      return { icon: 'ok', tone: 'ok', words: 'connected' };
  }
}

/** What matters most of a cluster in one phrase: its broken groups, else its connection, else how its groups do. */
export function clusterCondition(cluster: ClusterSummary, now: number): Condition {
  const { verdicts } = cluster;
  const connection = connectionCondition(cluster, now);
  const isCurrent = cluster.state === 'current';
  if (verdicts === null || cluster.state === 'failed' || cluster.state === 'connecting') return isCurrent ? { icon: 'clock', tone: 'moving', words: 'reading' } : connection;
  if (verdicts.broken > 0) return { icon: 'stopped', tone: 'critical', words: `${formatCount(verdicts.broken)} broken${isCurrent ? '' : `, ${connection.words}`}` };
  if (!isCurrent) return connection;
  if (verdicts.behind > 0) return { icon: 'behind', tone: 'warning', words: `${formatCount(verdicts.behind)} behind` };
  if (cluster.groups === 0) return { icon: 'unknown', tone: 'unknown', words: 'no groups visible' };
  if (verdicts.unknown > 0) return { icon: 'unknown', tone: 'unknown', words: `${formatCount(verdicts.unknown)} unknown` };
  if (verdicts.moving > 0) return { icon: 'catching-up', tone: 'moving', words: `${formatCount(verdicts.moving)} moving` };
  return { icon: 'ok', tone: 'ok', words: 'all keep up' };
}

export function answeringBrokers(cluster: ClusterSummary): number {
  return cluster.brokers.filter((broker) => broker.state === 'answering').length;
}

function partialWords(cluster: ClusterSummary): string {
  const missing = cluster.brokers.filter((broker) => broker.state === 'silent' || broker.state === 'failed');
  const [first] = missing;
  if (first === undefined) return cluster.failures.length === 0 ? 'incomplete' : formatCounted(cluster.failures.length, 'failure');
  return missing.length === 1 ? `broker ${first.nodeId} ${first.state}` : `${missing.length} brokers ${first.state}`;
}
