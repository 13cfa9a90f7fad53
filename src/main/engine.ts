import type { ClusterProfile, ClusterSummary } from '../shared/cluster';
import type { EngineEventName, EngineRequestName, Events, RequestInput, RequestOutput } from '../shared/contract';
import type { Failure } from '../shared/failure';
import { failed, succeeded, type Result } from '../shared/result';
import { areRacksWanted, subscribedTopics } from './assignment/present-group';
import { whatIf } from './assignment/what-if';
import { savedTwin, withTwinNotes } from './clusters/duplicates';
import { openClient } from './clusters/open-client';
import { testConnection } from './clusters/connection-test';
import { openProfiles } from './clusters/profiles';
import { KafkaFailure, toFailure } from './kafka/errors';
import { AuditedTriggers } from './members/audited-triggers';
import { createMembers } from './members/handlers';
import { ClusterMonitor } from './monitor/cluster-monitor';
import type { GroupRecord } from './monitor/group-record';
import { groupDetail, groupHistory } from './monitor/views/group-detail';
import { groupsTable, groupsTrends } from './monitor/views/groups-table';
import { movingAlone } from './monitor/views/moving-alone';
import { partitionPaces } from './monitor/views/partition-paces';
import { topicDetail, topicRows } from './monitor/views/topics';
import { createOperations } from './operations/handlers';

export interface EnginePorts {
  /** Directory for profiles.json. Made if absent. */
  readonly dataDirectory: string;
  emit<Name extends EngineEventName>(name: Name, payload: Events[Name]): void;
}

/** The Kafka side of Offsight, without Electron: on the desktop it runs in a utility process, in tests in their own. */
export interface Engine {
  /** Input must have passed the contract's parser. Rejects only on a bug. */
  handle<Name extends EngineRequestName>(name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name>>;
  /** Destroys every socket; resolves within a second. Idempotent. */
  close(): Promise<void>;
}

type Handlers = { readonly [Name in EngineRequestName]: (input: RequestInput<Name>) => RequestOutput<Name> | Promise<RequestOutput<Name>> };

/** Starts watching every saved cluster at once. Never throws. */
export function createEngine(ports: EnginePorts): Engine {
  const profiles = openProfiles(ports.dataDirectory);
  const monitors = new Map<string, ClusterMonitor>();
  const tests = new Map<string, AbortController>();
  const kafkaClusterIds = new Map<string, string | null>();
  const withNotes = (summary: ClusterSummary): ClusterSummary => withTwinNotes(summary, kafkaClusterIds, profiles.read());
  const changed = (summary: ClusterSummary): void => {
    kafkaClusterIds.set(summary.profile.profileId, summary.kafkaClusterId);
    ports.emit('cluster:changed', withNotes(summary));
  };
  const watch = (profile: ClusterProfile, notes: readonly string[] = []): void => {
    monitors.set(profile.profileId, new ClusterMonitor(profile, { openClient, changed, notes, triggersOf: (...which) => triggers.of(...which) }));
  };
  for (const profile of profiles.read()) watch(profile, profiles.notices);

  const operations = createOperations({
    dataDirectory: ports.dataDirectory,
    profileOf(profileId) {
      const profile = profiles.read().find((known) => known.profileId === profileId);
      return profile === undefined ? failed(noCluster(profileId)) : succeeded(profile);
    },
    kafkaClusterIdOf: (profileId) => kafkaClusterIds.get(profileId) ?? null,
    seenMoving(profileId, groupId, since) {
      const facts = monitors.get(profileId)?.facts;
      const record = facts?.groups.get(groupId);
      return facts === undefined || record === undefined ? [] : movingAlone(facts, record, since);
    },
    emit: (name, payload) => ports.emit(name, payload),
  });
  const triggers = new AuditedTriggers(operations.journal.audit.path);
  const members = createMembers({
    dataDirectory: ports.dataDirectory,
    operations,
    changing: (profileId, groupId) => monitors.get(profileId)?.opened(groupId),
    progressed: (progress) => ports.emit('members:progressed', progress),
  });

  const monitorOf = <Value>(profileId: string, use: (monitor: ClusterMonitor) => Result<Value>): Result<Value> => {
    const monitor = monitors.get(profileId);
    return monitor === undefined ? failed(noCluster(profileId)) : use(monitor);
  };

  const handlers: Handlers = {
    'clusters:read': () => [...monitors.values()].map((monitor) => withNotes(monitor.summary())),
    'clusters:readNotices': () => profiles.notices,
    'clusters:add': (settings) =>
      attempt(() => {
        const twin = savedTwin(profiles.read(), settings);
        if (twin !== null) throw new KafkaFailure('ALREADY_SAVED', `“${twin.name}” has the same bootstrap servers and settings.`, { advice: 'Open that cluster, or change it there.', retriable: false });
        const profile = profiles.add(settings);
        watch(profile);
        return profile;
      }),
    'clusters:update': ({ profileId, settings }) =>
      attempt(() => {
        const profile = profiles.update(profileId, settings);
        if (profile === null) throw new KafkaFailure('NO_SUCH_CLUSTER', noCluster(profileId).message, { retriable: false });
        monitors.get(profileId)?.update(profile);
        return profile;
      }),
    'clusters:remove': ({ profileId }) =>
      attempt(() => {
        profiles.remove(profileId);
        monitors.get(profileId)?.close();
        monitors.delete(profileId);
        kafkaClusterIds.delete(profileId);
        members.forget(profileId);
        operations.forget(profileId);
        ports.emit('cluster:removed', { profileId });
        return null;
      }),
    'clusters:test': async ({ testId, settings }) => {
      const controller = new AbortController();
      tests.get(testId)?.abort(); // one test an id: cancelling must reach it
      tests.set(testId, controller);
      try {
        return await testConnection(settings, { signal: controller.signal });
      } finally {
        if (tests.get(testId) === controller) tests.delete(testId);
      }
    },
    'clusters:cancelTest': ({ testId }) => {
      tests.get(testId)?.abort();
      return null;
    },
    'clusters:setPaused': ({ profileId, paused }) =>
      monitorOf(profileId, (monitor) => {
        monitor.setPaused(paused);
        return succeeded(null);
      }),
    'clusters:retryNow': ({ profileId }) =>
      monitorOf(profileId, (monitor) => {
        monitor.retryNow();
        return succeeded(null);
      }),
    'groups:read': ({ profileId, namesRevision }) =>
      monitorOf(profileId, (monitor) => {
        const { sampledAt } = monitor;
        if (sampledAt === null) return failed(monitor.failure ?? notYet());
        return succeeded(groupsTable(monitor.facts, monitor.revision, sampledAt, namesRevision));
      }),
    'groups:readTrends': ({ profileId, groupIds }) => monitorOf(profileId, (monitor) => succeeded(groupsTrends(monitor.facts, groupIds, Date.now()))),
    'group:read': ({ profileId, groupId }) =>
      withGroup(monitorOf, profileId, groupId, (monitor, record) => {
        monitor.opened(groupId);
        return groupDetail(monitor.facts, record, monitor.revision, monitor.intervalMs);
      }),
    'group:readHistory': ({ profileId, groupId, since, partitionsRevision }) =>
      withGroup(monitorOf, profileId, groupId, (monitor, record) => groupHistory(monitor.facts, record, since, partitionsRevision)),
    'rebalances:read': ({ profileId, groupId }) =>
      withGroup(monitorOf, profileId, groupId, (monitor, record) => {
        monitor.opened(groupId);
        return monitor.rebalances(record);
      }),
    'assignment:whatIf': async ({ profileId, groupId, change }) => {
      const wanted = withGroup(monitorOf, profileId, groupId, (monitor, record) => {
        const detail = groupDetail(monitor.facts, record, monitor.revision, monitor.intervalMs);
        return areRacksWanted(detail, change.assignor) ? monitor.replicaRacks(subscribedTopics(detail)) : null;
      });
      if (!wanted.ok) return wanted;
      const racks = await wanted.value;
      const read = withGroup(monitorOf, profileId, groupId, (monitor, record) => {
        const { facts, revision, intervalMs } = monitor;
        return whatIf(groupDetail(facts, record, revision, intervalMs), { topics: facts.partitions, racks, paces: partitionPaces(facts, record), rebalances: monitor.rebalances(record).rebalances }, change);
      });
      return read.ok ? read.value : read;
    },
    'topics:read': ({ profileId }) => monitorOf(profileId, (monitor) => succeeded(topicRows(monitor.facts))),
    'topic:read': ({ profileId, topic }) =>
      monitorOf(profileId, (monitor) => {
        const detail = topicDetail(monitor.facts, topic, monitor.sampledAt);
        return detail === null ? failed(gone(`topic ${topic}`, 'No such topic: it does not exist and no group names it.')) : succeeded(detail);
      }),
    ...operations.handlers,
    ...members.handlers,
  };

  return {
    async handle(name, input) {
      return handlers[name](input);
    },
    close() {
      for (const controller of tests.values()) controller.abort();
      for (const monitor of monitors.values()) monitor.close();
      operations.close();
      monitors.clear();
      return members.close();
    },
  };
}

type WithMonitor = <Value>(profileId: string, use: (monitor: ClusterMonitor) => Result<Value>) => Result<Value>;

function withGroup<Value>(monitorOf: WithMonitor, profileId: string, groupId: string, read: (monitor: ClusterMonitor, record: GroupRecord) => Value): Result<Value> {
  return monitorOf(profileId, (monitor) => {
    const record = monitor.facts.groups.get(groupId);
    if (record !== undefined) return succeeded(read(monitor, record));
    if (monitor.sampledAt === null) return failed(monitor.failure ?? notYet());
    return failed(gone(`group ${groupId}`, 'The cluster lists no such group (any more), or these credentials may not see it.'));
  });
}

function attempt<Value>(act: () => Value): Result<Value> {
  try {
    return succeeded(act());
  } catch (error) {
    return failed(toFailure('profiles', error));
  }
}

function noCluster(profileId: string): Failure {
  return { scope: 'cluster', code: 'NO_SUCH_CLUSTER', message: `There is no saved cluster ${profileId} (any more).` };
}

function notYet(): Failure {
  return { scope: 'cluster', code: 'NOT_READ_YET', message: 'The first round is under way.' };
}

function gone(scope: string, message: string): Failure {
  return { scope, code: 'NOT_FOUND', message };
}
