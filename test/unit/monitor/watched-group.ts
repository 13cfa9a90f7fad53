import { vi } from 'vitest';
import { VERDICTS } from '../../../src/shared/verdict';
import type { GroupMember } from '../../../src/shared/group';
import { ClusterFacts } from '../../../src/main/monitor/cluster-facts';
import { applyDescription } from '../../../src/main/monitor/descriptions';
import { evaluateGroups } from '../../../src/main/monitor/evaluation';
import { applyCommitted, buildRows } from '../../../src/main/monitor/group-structure';
import { groupDetail } from '../../../src/main/monitor/views/group-detail';

/** Epoch ms of the first round. */
export const START = 1_000_000;
export const INTERVAL_MS = 5_000;

export function memberOf(clientId: string, partitions: readonly number[]): GroupMember {
  return {
    memberId: clientId, groupInstanceId: null, clientId, host: 'h', rack: null, subscription: ['t'], subscribedPattern: null,
    assignment: [{ topic: 't', partitions }], targetAssignment: null, memberEpoch: null, memberType: null, generation: null, ownedPartitions: null,
  };
}

/** Rounds, INTERVAL_MS apart, of group g on topic t with two partitions. Needs vitest's fake Date. */
export function watchGroup() {
  const facts = new ClusterFacts();
  const record = facts.group('g', 1);
  facts.partitions.applyMetadata([{ errorCode: 0, topic: 't', topicId: null, internal: false, partition: Int32Array.of(0, 1), leader: Int32Array.of(1, 1), errorCodes: new Int16Array(2) }], null);
  const { partitions } = facts;
  const topic = partitions.find('t');
  if (topic === undefined) throw new Error('t was just told');
  let now = START;
  return async (members: readonly GroupMember[], committed: readonly [number, number], end: number) => {
    vi.setSystemTime(now);
    const startedAt = now;
    const answer = { groups: [], partition: Int32Array.of(0, 1), committedOffset: Float64Array.from(committed), leaderEpoch: new Int32Array(2), errorCode: new Int16Array(2), metadata: new Map() };
    applyCommitted(record, [{ topic: 't', from: 0, to: 2 }], answer, partitions, now);
    record.listedAt = now + 1;
    applyDescription(record, { groupState: members.length === 0 ? 'Empty' : 'Stable', protocolType: 'consumer', assignor: 'range', groupEpoch: null, assignmentEpoch: null, members, failures: [] }, now + 1);
    if (record.rowsDirty) buildRows(record, partitions);
    for (let partition = 0; partition < 2; partition += 1) {
      partitions.takeStart(topic, topic.base + partition, 0);
      partitions.takeEnd(topic, topic.base + partition, end, now + 2);
    }
    vi.setSystemTime(now + 3);
    await evaluateGroups(facts, startedAt, INTERVAL_MS);
    now += INTERVAL_MS;
    const { verdict, columns, silent } = groupDetail(facts, record, 1, INTERVAL_MS);
    return { ...verdict, rows: [...columns.verdict].map((index) => VERDICTS[index]), silent };
  };
}
