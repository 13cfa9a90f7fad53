import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import type { ClusterFacts } from './cluster-facts';
import { describeGroups } from './describe-groups';
import type { GroupRecord } from './group-record';
import { renewTimeOuts } from './renew-time-outs';
import { Sleep } from './sleep';

const EVERY_MS = 500;
/** Where a look takes longer than `SLOW_LOOK_MS`, or fails. */
const SLOW_EVERY_MS = 1_000;
const SLOW_LOOK_MS = 200;
const MOST_GROUPS = 4;
/** A rebalance that hangs for longer is seen as well by the rounds. */
const LONGEST_MS = 10 * 60_000;

export interface CloseWatchPorts {
  /** What to look with; null: nothing is connected, or the cluster is paused. */
  readonly facts: () => { readonly client: ClusterClient; readonly facts: ClusterFacts } | null;
  readonly options: () => CallOptions;
  /** Something about one of the groups is another than at the look before. */
  changed(): void;
}

/**
 * Describes a few groups twice a second: those whose page is open, and those that rebalance, the newest first. Looks never
 * overlap. It runs only while there is such a group.
 */
export class CloseWatch {
  /** Monotonic ms until which each group's page is taken for open. */
  private readonly openUntil = new Map<string, number>();
  private isRunning = false;
  private isClosed = false;
  /** From the beginning of the last look to that of the next one. */
  private paceMs = EVERY_MS;
  private readonly sleep = new Sleep();

  constructor(private readonly ports: CloseWatchPorts) {}

  /** The group's page was read; it is watched for so long. */
  open(groupId: string, forMs: number): void {
    this.openUntil.set(groupId, performance.now() + forMs);
    this.begin();
    void this.renewTimeOuts(groupId);
  }

  /** Looks again if there is anything to look at; to be called when a round has ended. */
  begin(): void {
    if (this.isRunning || this.isClosed) return;
    this.isRunning = true;
    void this.run().finally(() => {
      this.isRunning = false;
    });
  }

  /** Ms between two looks at this group, in half seconds; null: only rounds look. */
  everyMs(groupId: string): number | null {
    const { facts } = this.ports.facts() ?? {};
    return facts !== undefined && this.isRunning && this.due(facts).some((record) => record.groupId === groupId) ? Math.ceil(this.paceMs / EVERY_MS) * EVERY_MS : null;
  }

  /** Idempotent. */
  close(): void {
    this.isClosed = true;
    this.sleep.wake();
  }

  private async run(): Promise<void> {
    for (;;) {
      const at = this.ports.facts();
      const due = at === null ? [] : this.due(at.facts);
      if (this.isClosed || at === null || due.length === 0) return;
      const startedAt = performance.now();
      const isSlow = await this.look(at.client, at.facts, due);
      const tookMs = performance.now() - startedAt;
      this.paceMs = Math.max(tookMs, isSlow || tookMs > SLOW_LOOK_MS ? SLOW_EVERY_MS : EVERY_MS);
      if (!this.isClosed) await this.sleep.for(this.paceMs - tookMs);
    }
  }

  private due(facts: ClusterFacts): readonly GroupRecord[] {
    const now = performance.now();
    for (const [groupId, until] of this.openUntil) if (until < now) this.openUntil.delete(groupId);
    const opened = [...this.openUntil.keys()].reverse().map((groupId) => facts.groups.get(groupId));
    const rebalancing = [...facts.rebalancing].reverse().map((groupId) => facts.groups.get(groupId));
    for (const groupId of facts.rebalancing) if (!facts.groups.has(groupId)) facts.rebalancing.delete(groupId);
    const due = new Set<GroupRecord>();
    for (const record of [...opened, ...rebalancing]) {
      if (record !== undefined && due.size < MOST_GROUPS && facts.brokers.get(record.coordinatorId)?.live === true) due.add(record);
    }
    return [...due];
  }

  private async renewTimeOuts(groupId: string): Promise<void> {
    const at = this.ports.facts();
    const record = at?.facts.groups.get(groupId);
    if (at === null || record === undefined) return;
    if (await renewTimeOuts(countingRequests(at.client, at.facts), record, this.ports.options())) this.ports.changed();
  }

  /** True: some group could not be described. */
  private async look(client: ClusterClient, facts: ClusterFacts, records: readonly GroupRecord[]): Promise<boolean> {
    const before = records.map(traitsOf);
    const counting = countingRequests(client, facts);
    const coordinators = new Set(records.map(({ coordinatorId }) => coordinatorId));
    await Promise.all(
      [...coordinators].map(async (nodeId) => {
        const own = records.filter(({ coordinatorId }) => coordinatorId === nodeId);
        await describeGroups(counting, facts, facts.broker(nodeId), own, this.ports.options());
      }),
    );
    for (const record of records) noteRebalancing(facts, record);
    if (!this.isClosed && records.some((record, index) => traitsOf(record) !== before[index])) this.ports.changed();
    return records.some(({ descriptionFailure }) => descriptionFailure !== null);
  }
}

/** Groups in which a rebalance is on are looked at more often. */
export function noteRebalancing(facts: ClusterFacts, { groupId, rebalances, describedAt }: GroupRecord): void {
  const underWay = rebalances?.underWay ?? null;
  if (underWay !== null && describedAt - underWay.startedAt < LONGEST_MS) facts.rebalancing.add(groupId);
  else facts.rebalancing.delete(groupId);
}

function traitsOf({ groupState, description, rebalances }: GroupRecord): string {
  return JSON.stringify([groupState, description?.members.map(({ memberId, memberEpoch }) => [memberId, memberEpoch]), rebalances?.isOpen, rebalances?.size]);
}

/** The round under way must not take these for its own. */
function countingRequests(client: ClusterClient, facts: ClusterFacts): Pick<ClusterClient, 'send' | 'versionOf'> {
  return {
    versionOf: (nodeId, api, options) => client.versionOf(nodeId, api, options),
    send: (nodeId, api, request, options) => {
      facts.looks += 1;
      return client.send(nodeId, api, request, options);
    },
  };
}
