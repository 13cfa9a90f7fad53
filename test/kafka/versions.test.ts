import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readGroupTimeOuts } from '../../src/main/kafka/group-time-outs';
import { groupDetail } from '../../src/main/monitor/views/group-detail';
import { LAG_STATES } from '../../src/shared/lag';
import type { Snapshots } from '../../src/main/monitor/snapshot';
import { startCluster, type TestCluster } from '../support/kafka';
import { fewestRequests, openTestSnapshots } from '../support/snapshots';

/** What each broker version can tell: see docs/kafka-apis.md. */
const VERSIONS = [
  { version: '2.8.2', groupType: null, release: '2.8', offsetFetchRequests: 2, timeOuts: [] },
  { version: '3.9.1', groupType: 'classic', release: '3.9', offsetFetchRequests: 1, timeOuts: [] },
  { version: '4.3.0', groupType: 'classic', release: '4.3', offsetFetchRequests: 1, timeOuts: ['modern', 'shared'] },
] as const;

describe.each(VERSIONS)('Kafka $version', ({ version, groupType, release, offsetFetchRequests, timeOuts }) => {
  let cluster: TestCluster;
  let snapshots: Snapshots;

  beforeAll(async () => {
    cluster = await startCluster({ version });
    await cluster.createTopic('orders', 3);
    for (const partition of [0, 1, 2]) await cluster.produce('orders', partition, 10);
    await cluster.commit('stopped', [{ topic: 'orders', partition: 1, offset: 4 }]);
    await cluster.startMembers({ group: 'live', topics: ['orders'], count: 2, instanceIds: ['one', 'two'], from: 'earliest' });
    await cluster.awaitGroup('live', { members: 2 });
    while ((await cluster.committedOffsets('live')).length < 3) await new Promise((resolve) => setTimeout(resolve, 100));
    snapshots = await openTestSnapshots(cluster.bootstrapServers);
  }, 120_000);

  afterAll(async () => {
    snapshots?.close();
    await cluster?.stop();
  });

  test('groups, members and lag are the same facts', async () => {
    const requests = await fewestRequests(snapshots);
    expect(snapshots.facts.roundFailures).toEqual([]);
    expect(snapshots.client.kafkaVersion).toContain(release);
    // ListGroups, DescribeGroups, ListOffsets and OffsetFetch: one for all groups, or one for each before 3.0
    expect(requests).toBe(3 + offsetFetchRequests);

    const [live, stopped] = ['live', 'stopped'].map((groupId) => {
      const record = snapshots.facts.groups.get(groupId);
      if (record === undefined) throw new Error(`no ${groupId}`);
      return groupDetail(snapshots.facts, record, 1, 5_000);
    });
    const [truth] = await cluster.describeGroups('live');
    expect(live).toMatchObject({ groupType, groupState: 'Stable', protocolType: 'consumer', assignor: 'range', totalLag: 0 });
    expect(live?.members?.map(({ memberId, groupInstanceId, clientId }) => ({ memberId, groupInstanceId, clientId })).sort(byMember)).toEqual(
      truth?.members.map(({ memberId, groupInstanceId, clientId }) => ({ memberId, groupInstanceId, clientId })).sort(byMember),
    );
    expect(stopped).toMatchObject({ groupType, groupState: 'Empty', members: [], totalLag: 6, verdict: { verdict: 'stopped' } });
    expect(Array.from(stopped?.columns.lagState ?? [], (state) => LAG_STATES[state])).toEqual(['behind']);
  });

  test('time-outs of groups are told or left out, and asking for them fails nothing', async () => {
    const groups = [{ groupId: 'modern', groupType: 'consumer' }, { groupId: 'shared', groupType: 'share' }];
    expect([...(await readGroupTimeOuts(snapshots.client, 1, groups, { signal: new AbortController().signal, timeoutMs: 10_000 })).keys()]).toEqual(timeOuts);
  });
});

function byMember(left: { readonly memberId: string }, right: { readonly memberId: string }): number {
  return left.memberId < right.memberId ? -1 : 1;
}
