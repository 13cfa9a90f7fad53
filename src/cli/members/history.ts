import { setTimeout as sleep } from 'node:timers/promises';
import { openClient } from '../../main/clusters/open-client';
import { formatAddress } from '../../main/kafka/address';
import type { ClusterClient } from '../../main/kafka/cluster-client';
import { KafkaFailure, toFailure } from '../../main/kafka/errors';
import { AuditedTriggers } from '../../main/members/audited-triggers';
import { NO_SUCH_GROUP } from '../../main/members/read-group';
import { ClusterMonitor } from '../../main/monitor/cluster-monitor';
import type { ClusterProfile } from '../../shared/cluster';
import { displayName, visibleJson } from '../../shared/display-name';
import type { Rebalance, RebalanceHistory } from '../../shared/rebalances';
import { oneGroup, readArguments, refusePositionals, wholeNumber } from '../arguments';
import { CONNECTION_OPTIONS, connectionOf, type ConnectionOptions } from '../connection-options';
import { EXIT } from '../exit-status';
import { print, refuse, type OperationContext } from '../operations/context';
import { UsageError } from '../usage';
import { doneHere, type DoneHere } from './done-here';
import { historyText, rebalanceText } from './history-text';

const OPTIONS = { ...CONNECTION_OPTIONS, group: { type: 'string', multiple: true }, watch: { type: 'string' }, since: { type: 'string' }, json: { type: 'boolean' } } as const;
const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const DEFAULT_SINCE_MS = 3_600_000;
const LOOK_MS = 500;

/** `rebalances …`: what was done to a group's members from this computer, and what is seen while it is watched. Throws UsageError. */
export function runRebalances(args: readonly string[], { journal, withClient }: OperationContext): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  refusePositionals('rebalances', positionals);
  const groupId = oneGroup(values.group);
  const watchMs = (wholeNumber('watch', values.watch, 1, 86_400) ?? 0) * 1_000;
  const sinceMs = values.since === undefined ? DEFAULT_SINCE_MS : durationOf(values.since);
  const connection = connectionOf(values);
  return withClient(connection, false, async (client, calls, saved) => {
    await client.connect(calls);
    const since = Date.now() - sinceMs;
    const done = doneHere(journal.audit.read().lines, client.kafkaClusterId, groupId).filter(({ at }) => at >= since);
    let seen: RebalanceHistory;
    try {
      seen = await watch(profileOf(client, saved, connection), groupId, { ...calls, auditPath: journal.audit.path, watchMs, ended: (rebalance) => void (values.json === true ? undefined : print(rebalanceText(rebalance))) });
    } catch (error) {
      if (!(error instanceof KafkaFailure) || error.code !== NO_SUCH_GROUP) throw error;
      return refuse(toFailure(`group ${groupId}`, error), { json: values.json === true });
    }
    print(values.json === true ? visibleJson({ ...seen, doneHere: done.map(operationJson) }) : historyText(done, seen, sinceMs));
    return calls.signal.aborted && watchMs === 0 ? EXIT.interrupted : EXIT.allKnown;
  });
}

interface Watching {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** What was done from this computer. */
  readonly auditPath: string;
  /** 0: only how it is now. */
  readonly watchMs: number;
  ended(rebalance: Rebalance): void;
}

/** Rejects with KafkaFailure if the group cannot be read. Ctrl-C ends it before its time. */
async function watch(profile: ClusterProfile, groupId: string, { signal, timeoutMs, auditPath, watchMs, ended }: Watching): Promise<RebalanceHistory> {
  const triggers = new AuditedTriggers(auditPath);
  const monitor = new ClusterMonitor(profile, { openClient, changed: () => undefined, triggersOf: (...which) => triggers.of(...which) });
  try {
    const startedAt = performance.now();
    let watchedFrom: number | null = null;
    let told = 0;
    for (;;) {
      const history = historyOf(monitor, groupId);
      if (history === null && performance.now() - startedAt > timeoutMs) throw whyUnread(monitor, groupId);
      if (history !== null) {
        watchedFrom ??= performance.now();
        for (const rebalance of [...history.rebalances].reverse()) {
          if (rebalance.id <= told || rebalance.endedAt === null) continue;
          told = rebalance.id;
          ended(rebalance);
        }
        if (performance.now() - watchedFrom >= watchMs || signal.aborted) return history;
      }
      if (signal.aborted) throw new KafkaFailure('CANCELLED', 'It was ended before the group was read.');
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    monitor.close();
  }
}

/** Null: it was not described yet. */
function historyOf(monitor: ClusterMonitor, groupId: string): RebalanceHistory | null {
  const record = monitor.facts.groups.get(groupId);
  if (record === undefined || monitor.sampledAt === null) return null;
  monitor.opened(groupId);
  return monitor.rebalances(record);
}

function whyUnread({ failure, sampledAt }: ClusterMonitor, groupId: string): KafkaFailure {
  if (failure !== null) return new KafkaFailure(failure.code, failure.message);
  if (sampledAt === null) return new KafkaFailure('TIMED_OUT', 'The first round did not end in time.');
  return new KafkaFailure(NO_SUCH_GROUP, `No broker that answered lists the group ${groupId}, or these credentials may not see it.`);
}

function profileOf({ settings }: ClusterClient, saved: ClusterProfile | null, { commandConfig }: ConnectionOptions): ClusterProfile {
  const bootstrapServers = settings.bootstrapServers.map((server) => formatAddress(server)).join(',');
  return saved ?? { profileId: 'command-line', name: 'command line', environment: 'development', bootstrapServers, commandConfig, intervalMs: 5_000 };
}

function operationJson({ operationId, at, action, user, reason, outcome }: DoneHere) {
  return { operationId, at: new Date(at).toISOString(), action, user, reason, outcome };
}

function durationOf(text: string): number {
  const [, count, unit] = /^(\d{1,6})([smhd])$/u.exec(text) ?? [];
  if (count === undefined || unit === undefined) throw new UsageError(`--since takes a duration like 30m, 1h or 2d, not “${displayName(text, 80)}”.`);
  return Number(count) * (UNIT_MS[unit] ?? 0);
}
