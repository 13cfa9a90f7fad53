import { LAG_STATES } from '../../../src/shared/lag';
import type { GroupDetail, GroupHistory, GroupMember } from '../../../src/shared/group';
import { VERDICT_LABELS, VERDICTS } from '../../../src/shared/verdict';
import type { GroupModel } from './fixtures/model';
import { groupSampledAt, partitionLags, type World, type WorldCluster } from './world';

interface Place {
  readonly topic: number;
  readonly partition: number;
}

export function groupDetail(world: World, cluster: WorldCluster, group: GroupModel): GroupDetail {
  const at = groupSampledAt(cluster, group);
  const places = placesOf(group);
  const lags = partitionLags(world, group, at);
  const members = membersOf(group, places);
  const known = !Number.isNaN(group.lag);
  const total = lags.reduce((sum, lag) => sum + lag, 0);
  const worst = group.worst;
  const isWorst = (place: Place) => worst !== null && place.topic === worst.topic && place.partition === worst.partition;
  const word = VERDICT_LABELS[group.verdict].toLowerCase();
  const logEnd = (index: number) => Math.max(20_000 + index * 1_771, known ? (lags[index] ?? 0) + 2_500 + index * 311 : 0) + Math.floor((at - world.start) / 100);
  return {
    groupId: group.groupId,
    revision: cluster.revision,
    sampledAt: at,
    groupType: group.type,
    groupState: group.state,
    protocolType: 'consumer',
    assignor: group.assignor,
    coordinator: { nodeId: group.broker, host: `${cluster.model.name}-${group.broker}.example.net`, port: 9093 },
    groupEpoch: group.type === 'consumer' ? 41 : null,
    assignmentEpoch: group.type === 'consumer' ? 41 : null,
    timeOuts: group.type === 'consumer' ? { sessionMs: 60_000, heartbeatMs: 5_000 } : null,
    silent: [],
    totalLag: known ? total : null,
    unknownPartitions: known || group.verdict === 'not-committing' ? 0 : places.length,
    uncommittedPartitions: group.uncommittedPartitions,
    verdict: {
      verdict: group.verdict,
      since: Number.isNaN(group.sinceMsAgo) ? null : world.start - group.sinceMsAgo,
      atLeast: group.atLeast,
      sentence: worst === null ? `${group.groupId} is ${word}.` : `${group.groupId} is ${word} on ${group.topics[worst.topic]?.topic ?? ''}-${worst.partition}; ${places.length - 1} other partitions are keeping up.`,
      evidence: group.verdict === 'stalled' ? 'The committed offset has not moved while a member owns the partition and records wait.' : null,
    },
    members: group.members < 0 ? null : members,
    topics: group.topics.map((topic) => topic.topic),
    reasons: known ? [] : [group.verdict === 'not-committing' ? 'The group has never committed here.' : 'Not allowed to read the committed offsets. Needed: DESCRIBE on the group.'],
    columns: {
      topic: Int32Array.from(places, (place) => place.topic),
      partition: Int32Array.from(places, (place) => place.partition),
      committedOffset: Float64Array.from(places, (_place, index) => (known ? logEnd(index) - (lags[index] ?? 0) : Number.NaN)),
      logStartOffset: Float64Array.from(places, (_place, index) => 1_200 + index * 311),
      logEndOffset: Float64Array.from(places, (_place, index) => logEnd(index)),
      lag: Float64Array.from(lags),
      lagState: Uint8Array.from(lags, (lag) => LAG_STATES.indexOf(known ? (lag === 0 ? 'caught-up' : 'behind') : group.verdict === 'not-committing' ? 'no-commit' : 'not-authorised')),
      verdict: Uint8Array.from(places, (place) => VERDICTS.indexOf(isWorst(place) || !known ? group.verdict : 'ok')),
      verdictSince: Float64Array.from(places, (place) => (isWorst(place) ? world.start - group.sinceMsAgo : Number.NaN)),
      owner: Int32Array.from(places, (_place, index) => (members.length === 0 ? -1 : index % Math.max(1, members.length - (members.length > 4 ? 1 : 0)))),
      commitChangedAt: Float64Array.from(places, (place) => (isWorst(place) && group.verdict === 'stalled' ? world.start - group.sinceMsAgo : at - 3_000)),
      sampledAt: Float64Array.from(places, () => at),
      reason: Int32Array.from(places, () => (known ? -1 : 0)),
    },
    failures: cluster.model.failures.filter((failure) => failure.scope === `broker ${group.broker}`),
  };
}

export function groupHistory(world: World, cluster: WorldCluster, group: GroupModel, since: number | null): GroupHistory {
  const places = placesOf(group);
  const stepMs = 5_000;
  const last = Math.floor(groupSampledAt(cluster, group) / stepMs) * stepMs;
  const from = Math.max(last - 900_000, since === null ? 0 : since + 1);
  const times: number[] = [];
  for (let time = Math.ceil(from / stepMs) * stepMs; time <= last; time += stepMs) times.push(time);
  const lag = new Float64Array(times.length * places.length);
  times.forEach((time, row) => {
    const gap = time > world.start - 420_000 && time < world.start - 400_000;
    partitionLags(world, group, time).forEach((value, column) => {
      lag[row * places.length + column] = gap ? Number.NaN : value;
    });
  });
  return {
    partitionsRevision: 1,
    topics: group.topics.map((topic) => topic.topic),
    topic: Int32Array.from(places, (place) => place.topic),
    partition: Int32Array.from(places, (place) => place.partition),
    times: Float64Array.from(times),
    lag,
    events: [{ at: world.start - 480_000, kind: 'rebalance', text: 'rebalance: one member joined' }],
  };
}

function placesOf(group: GroupModel): Place[] {
  return group.topics.flatMap((topic, index) => Array.from({ length: topic.partitions }, (_, partition) => ({ topic: index, partition })));
}

function membersOf(group: GroupModel, places: readonly Place[]): GroupMember[] {
  const count = Math.max(0, group.members);
  const working = Math.max(1, count - (count > 4 ? 1 : 0));
  return Array.from({ length: count }, (_, index) => ({
    memberId: `consumer-${index + 1}-6f0d2a1e-1f3c-4a51-9d0e-${String(index).padStart(12, '0')}`,
    groupInstanceId: null,
    clientId: `consumer-${index + 1}`,
    host: `/10.4.1.${20 + index}`,
    rack: null,
    subscription: group.topics.map((topic) => topic.topic),
    subscribedPattern: null,
    assignment: group.topics.map((topic, topicIndex) => ({
      topic: topic.topic,
      partitions: places.flatMap((place, at) => (place.topic === topicIndex && at % working === index ? [place.partition] : [])),
    })).filter((each) => each.partitions.length > 0),
    targetAssignment: null,
    memberEpoch: group.type === 'consumer' ? 41 : null,
    memberType: group.type === 'consumer' ? 'consumer' : null,
    generation: null,
    ownedPartitions: null,
  }));
}
