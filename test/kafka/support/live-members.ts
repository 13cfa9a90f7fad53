import type { Engine } from '../../../src/main/engine';
import type { Callback, MembersWish, TestCluster } from '../../support/kafka';
import { until, type MembersWorld } from './members-world';

const PARTITIONS = 6;
/** The longest heartbeat interval of the tests' members, and then some: another rebalance would show within it. */
const ANOTHER_WOULD_SHOW_MS = 1_500;

/** Real consumers of `flow`, which has six partitions, and what their clients call back. */
export class LiveMembers {
  constructor(private readonly cluster: TestCluster, private readonly engine: Engine, private readonly world: MembersWorld) {}

  /** Members that have settled and called back so, seen by the engine. */
  async start(wish: MembersWish): Promise<readonly string[]> {
    const names = await this.cluster.startMembers({ topics: ['flow'], ...wish });
    const own = new Map(names.map((name) => [name, 0]));
    const ownedNow = async (): Promise<readonly number[]> => {
      for (const [name, callbacks] of Object.entries(await this.cluster.takeCallbacks(names))) {
        for (const { kind, partitions } of callbacks) own.set(name, (own.get(name) ?? 0) + (kind === 'assigned' ? partitions : -partitions));
      }
      return [...own.values()];
    };
    const { group } = wish;
    await until(`${group} is shared out`, ownedNow, (owned) => owned.every((partitions) => partitions === PARTITIONS / names.length));
    await this.sharedOut(group, names.length);
    await this.watched(group, names.length);
    await this.cluster.takeCallbacks(names);
    return names;
  }

  /** Every member of the settled group has as many partitions. Plans are not made for it: the desk keeps only the newest few of all tests. */
  async sharedOut(group: string, members: number): Promise<void> {
    const read = async () => (await this.cluster.describeGroups(group))[0];
    await until(`${group} settles`, read, (seen) => seen?.groupState === 'Stable' && seen.members.length === members && seen.members.every(({ assignment }) => assignment[0]?.partitions.length === PARTITIONS / members));
  }

  /** The engine has seen it settle: what it takes for the end of one rebalance is not the next one's. */
  async watched(groupId: string, members: number): Promise<void> {
    const { profileId } = this.world;
    const read = async () => ({ detail: await this.engine.handle('group:read', { profileId, groupId }), history: await this.engine.handle('rebalances:read', { profileId, groupId }) });
    await until(`${groupId} is watched`, read, ({ detail, history }) => detail.ok && detail.value.groupState === 'Stable' && detail.value.members?.length === members && history.ok && history.value.underWay === null);
  }

  /** Of each member, as `revoked 2@7`: once everybody has called back so often, and for a heartbeat after it. */
  async callbacksOf(names: readonly string[], atLeast: number): Promise<readonly (readonly string[])[]> {
    const all = new Map<string, string[]>(names.map((name) => [name, []]));
    const collect = async (): Promise<readonly (readonly string[])[]> => {
      const taken = await this.cluster.takeCallbacks(names);
      for (const name of names) all.get(name)?.push(...(taken[name] ?? []).map(({ kind, partitions, generation }: Callback) => `${kind} ${partitions}@${generation}`));
      return [...all.values()];
    };
    await until('callbacks', collect, (callbacks) => callbacks.every(({ length }) => length >= atLeast));
    await new Promise((resolve) => setTimeout(resolve, ANOTHER_WOULD_SHOW_MS));
    return collect();
  }

  /** In the order of their ids. */
  async memberIdsOf(group: string): Promise<readonly string[]> {
    return (await this.cluster.describeGroups(group)).flatMap(({ members }) => members.map(({ memberId }) => memberId)).sort();
  }
}
