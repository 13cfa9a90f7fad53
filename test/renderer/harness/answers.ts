import type { ClusterSettings, ConnectionReport, RequestInput, RequestName, RequestOutput } from '../../../src/shared/contract';
import type { GroupDetail } from '../../../src/shared/group';
import { failed, succeeded, type Result } from '../../../src/shared/result';
import { cluster as makeCluster } from './fixtures/parts';
import { groupDetail, groupHistory } from './group-page';
import { groupsTable, groupsTrends } from './groups-table';
import { carryOutMembers, inventedRebalancePlan, inventedRemovalPlan } from './invented-members';
import { inventedRebalances } from './invented-rebalances';
import { inventedWhatIf } from './invented-what-if';
import { OPERATIONS } from './operations';
import { summaryOf } from './summaries';
import { topicDetail, topicRows } from './topics';
import type { World, WorldCluster } from './world';

type Answers = { readonly [Name in RequestName]: (world: World, input: RequestInput<Name>) => RequestOutput<Name> | Promise<RequestOutput<Name>> };

export function answer<Name extends RequestName>(world: World, name: Name, input: RequestInput<Name>): RequestOutput<Name> | Promise<RequestOutput<Name>> {
  return ANSWERS[name](world, input);
}

const UNREAD = failed({ scope: 'cluster', code: 'NOT_READ', message: 'Nothing was read from this cluster yet.' });

const ANSWERS: Answers = {
  'app:read': (world) => ({ version: '0.1.0', platform: 'linux', settings: world.settings, demo: world.demo }),
  'settings:write': (world, change) => {
    world.settings = { theme: change.theme ?? world.settings.theme, timeZone: change.timeZone ?? world.settings.timeZone };
    world.emit('settings:changed', world.settings);
    return world.settings;
  },
  // As the engine does: the list is answered after what was asked before it.
  'clusters:read': async (world) => {
    await world.adding;
    return [...world.clusters.keys()].map((profileId) => summaryOf(world, profileId));
  },
  'clusters:readNotices': () => [],
  ...OPERATIONS,
  'clusters:add': (world, settings) => {
    const profileId = `profile-added-${world.clusters.size}`;
    const { commandConfig, ...rest } = settings;
    world.adding = new Promise((resolve) => setTimeout(resolve, world.addingMs)).then(() => {
      put(world, profileId, { model: makeCluster(settings.name, settings.environment, [], { ...rest, profileId }), revision: 1, sampledAt: Date.now(), namesRevision: 1 });
    });
    return succeeded({ profileId, commandConfig, ...rest });
  },
  'clusters:update': (world, { profileId, settings }) =>
    change(world, profileId, (cluster) => ({ ...cluster, model: { ...cluster.model, ...withoutUndefined(settings) } })) ? succeeded(summaryOf(world, profileId).profile) : failed({ scope: 'cluster', code: 'NO_SUCH_CLUSTER', message: 'It was removed.' }),
  'clusters:remove': (world, { profileId }) => {
    world.clusters.delete(profileId);
    world.emit('cluster:removed', { profileId });
    return succeeded(null);
  },
  'clusters:test': testConnection,
  'clusters:cancelTest': () => null,
  'clusters:setPaused': (world, { profileId, paused }) => {
    change(world, profileId, (cluster) => ({ ...cluster, model: { ...cluster.model, state: paused ? 'paused' : 'current' } }));
    return succeeded(null);
  },
  'clusters:retryNow': () => succeeded(null),
  'files:chooseCommandConfig': () => '/home/ops/kafka/client.properties',
  'files:save': (_world, { suggestedName }) => succeeded(`/home/ops/${suggestedName}`),
  'files:open': () => succeeded({ name: 'offsets.csv', text: 'orders,0,1200\norders,1,1180\n' }),
  'groups:read': (world, { profileId, namesRevision }) => withGroups(world, profileId, (cluster, groups) => succeeded(groupsTable(world, cluster, groups, namesRevision))),
  'groups:readTrends': (world, { profileId, groupIds }) => withGroups(world, profileId, (cluster, groups) => succeeded(groupsTrends(world, groups, groupIds, cluster.sampledAt))),
  'group:read': (world, { profileId, groupId }) => withGroup(world, profileId, groupId, (detail) => succeeded(detail)),
  'group:readHistory': (world, { profileId, groupId, since }) =>
    withGroups(world, profileId, (cluster, groups) => {
      const group = groups.find((each) => each.groupId === groupId);
      return group === undefined ? UNREAD : succeeded(groupHistory(world, cluster, group, since));
    }),
  'rebalances:read': (world, { profileId, groupId }) => withGroup(world, profileId, groupId, (detail) => succeeded(inventedRebalances(detail, world.start))),
  'assignment:whatIf': (world, { profileId, groupId, change: asked }) => withGroup(world, profileId, groupId, (detail) => inventedWhatIf(detail, asked)),
  'members:planRebalance': (world, { profileId, groupId }) => withGroup(world, profileId, groupId, inventedRebalancePlan),
  'members:planRemoval': (world, { profileId, groupId, which }) => withGroup(world, profileId, groupId, (detail) => inventedRemovalPlan(detail, which)),
  'members:execute': (world, { planId }) => carryOutMembers(planId, world.emit),
  'topics:read': (world, { profileId }) => withGroups(world, profileId, (cluster, groups) => succeeded(topicRows(world, cluster, groups))),
  'topic:read': (world, { profileId, topic }) => withGroups(world, profileId, (cluster, groups) => succeeded(topicDetail(world, cluster, groups, topic))),
  'engine:start': (world) => {
    world.emit('engine:changed', { state: 'running', text: null });
    return null;
  },
  'demo:start': (world) => {
    world.demo = { state: 'starting', text: 'Starting the broker of demo-one…' };
    setTimeout(() => world.emit('demo:changed', { state: 'starting', text: 'Starting 14 consumers…' }), 1_500);
    return world.demo;
  },
};

function withGroups<Value>(world: World, profileId: string, then: (cluster: WorldCluster, groups: NonNullable<WorldCluster['model']['groups']>) => Value): Value | typeof UNREAD {
  const cluster = world.clusters.get(profileId);
  return cluster === undefined || cluster.model.groups === null ? UNREAD : then(cluster, cluster.model.groups);
}

function withGroup<Value>(world: World, profileId: string, groupId: string, then: (detail: GroupDetail) => Result<Value>): Result<Value> {
  return withGroups(world, profileId, (cluster, groups) => {
    const group = groups.find((each) => each.groupId === groupId);
    return group === undefined ? failed({ scope: 'group', code: 'NOT_FOUND', message: 'No broker lists this group any more.' }) : then(groupDetail(world, cluster, group));
  });
}

function put(world: World, profileId: string, cluster: WorldCluster): void {
  world.clusters.set(profileId, cluster);
  world.emit('cluster:changed', summaryOf(world, profileId));
}

function change(world: World, profileId: string, by: (cluster: WorldCluster) => WorldCluster): boolean {
  const cluster = world.clusters.get(profileId);
  if (cluster === undefined) return false;
  put(world, profileId, by(cluster));
  return true;
}

async function testConnection(_world: World, { settings }: { readonly settings: ClusterSettings }): Promise<ConnectionReport> {
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  if (!settings.bootstrapServers.includes('bad')) {
    const stages = ['settings', 'dns', 'tcp', 'api-versions', 'metadata', 'brokers', 'groups'] as const;
    const texts = ['plain text', '10.4.1.7', 'connected', 'Kafka 4.1', '3 brokers', '3 of 3 answer', '214 groups'];
    return { ok: true, stages: stages.map((stage, index) => ({ stage, outcome: 'passed', text: texts[index] ?? '', ms: 4 + index * 3 })), advice: null };
  }
  return {
    ok: false,
    stages: [
      { stage: 'dns', outcome: 'passed', text: '10.4.1.7', ms: 3 },
      { stage: 'tcp', outcome: 'passed', text: 'connected', ms: 12 },
      { stage: 'tls', outcome: 'failed', text: 'certificate names *.internal.example.net only', ms: 31 },
      { stage: 'sasl', outcome: 'skipped', text: 'not reached', ms: null },
    ],
    advice: 'An alias in front of the broker is likely. Use the name that the certificate has.',
  };
}

function withoutUndefined(settings: RequestInput<'clusters:update'>['settings']): Partial<Omit<ClusterSettings, 'commandConfig'>> {
  const { commandConfig, ...rest } = settings;
  void commandConfig;
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
}
