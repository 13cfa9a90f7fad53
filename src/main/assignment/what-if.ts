import type { PartitionPaces } from '../../shared/partition-pace';
import type { Rebalance } from '../../shared/rebalances';
import { succeeded, type Result } from '../../shared/result';
import type { AssignmentChange, HandOver, WhatIf, WhatIfMember } from '../../shared/what-if';
import { loadByRow, loadsOf, sumOfLoads } from './assigned-load';
import { changedGroup, type ChangedGroup } from './changed-group';
import { subscriptionKey, type Owners } from './group-shape';
import { howItStops } from './how-it-stops';
import { howLongItTook } from './how-long-it-took';
import { mostRead, outlookText, withOutlook } from './outlook';
import { ownedNow, rowsOf, spread, type PartitionRows } from './partition-rows';
import { placesOf } from './places';
import { presentGroup, type DescribedGroup, type PresentGroup, type PresentMember, type RacksByTopic, type TopicLookup } from './present-group';
import { HOW_RESTARTS_STOP, restartsFor } from './restarts';
import { settle, type Settled } from './settle';
import { formatCounted } from '../../shared/text';

/** What is known beside the description of a group. */
export interface Surroundings {
  readonly topics: TopicLookup;
  readonly racks: RacksByTopic;
  /** Empty where nobody watched the group. */
  readonly paces: PartitionPaces;
  /** Its newest ones first; null: nobody watched it. */
  readonly rebalances: readonly Rebalance[] | null;
}

/** What Kafka would make of the group after a change; a failure tells why that cannot be told. Nothing is done. */
export function whatIf(group: DescribedGroup, known: Surroundings, change: AssignmentChange): Result<WhatIf> {
  const present = presentGroup(group, known.topics, known.racks, change.assignor);
  if (!present.ok) return present;
  const changed = changedGroup(present.value, change);
  if (!changed.ok) return changed;
  return succeeded(picture(group, present.value, changed.value, known));
}

function picture(group: DescribedGroup, present: PresentGroup, changed: ChangedGroup, { paces, rebalances }: Surroundings): WhatIf {
  const { protocol } = present;
  const rows = rowsOf(changed);
  const members = [...present.members, ...changed.coming];
  const indexOf = new Map(members.map(({ memberId }, index) => [memberId, index]));
  const before = ownedNow(present, rows);
  const afterBy = (coming: readonly PresentMember[]): { readonly settled: Settled; readonly after: Owners } => {
    const settled = settle(protocol, changed.assignor, [...changed.staying, ...coming], changed.topics);
    const indices = [...changed.staying.map(({ memberId }) => indexOf.get(memberId) ?? -1), ...coming.map((_, place) => present.members.length + place)];
    return { settled, after: spread(settled, rows, indices) };
  };
  const { settled, after } = afterBy(changed.coming);
  const owned = before.reduce((sum, owner) => (owner >= 0 ? sum + 1 : sum), 0);
  const restarts = protocol === 'consumer' ? null : restartsFor(present.assignor, changed.assignor, present.members.length, owned);
  const kind = restarts === null ? kindOf(protocol, changed.assignor) : 'eager';
  const stops = Uint8Array.from(before, (owner, row) => (owner >= 0 && (kind === 'eager' || owner !== after[row]) ? 1 : 0));
  const stopped = stops.reduce((sum, stop) => sum + stop, 0);
  const moved = movesOf(before, after);
  const places = changed.comingAnywhere && !keepsOwned(changed.assignor) ? placesOf(changed, before.length) : [];
  const numbers = [moved, ...(places ?? []).map((coming) => movesOf(before, afterBy(coming).after))];
  const byRow = loadByRow(group, rows, paces);
  const oneMemberReads = mostRead(before, byRow, members.length);
  const loads = { before: loadsOf(before, byRow, members.length), after: loadsOf(after, byRow, members.length) };
  const outlooks = withOutlook(loads, before, after, byRow, oneMemberReads);
  const staying = new Set(changed.staying.map(({ memberId }) => memberId));
  const shown = members.map((member, index) => {
    const isNew = index >= present.members.length;
    return {
      memberId: isNew ? null : member.memberId,
      groupInstanceId: isNew ? null : member.groupInstanceId,
      clientId: isNew ? null : member.clientId,
      host: isNew ? null : member.host,
      before: isNew ? null : (loads.before[index] ?? null),
      after: isNew || staying.has(member.memberId) ? (outlooks[index] ?? null) : null,
    };
  });
  const doubts = [...changed.doubts, ...ambiguities(changed, settled)];
  return {
    groupId: present.groupId,
    kind,
    assignor: { before: present.assignor, after: changed.assignor },
    members: shown,
    hosts: hostsOf(shown),
    topics: rows.topics,
    columns: { topic: rows.topic, partition: rows.partition, before, after, stops },
    moved,
    movedBetween: Math.min(...numbers) === Math.max(...numbers) ? null : { least: Math.min(...numbers), most: Math.max(...numbers) },
    oneMemberReads,
    outlook: outlookText(oneMemberReads),
    stopped,
    restarts,
    rebalances: protocol === 'consumer' || restarts !== null ? null : settled.rebalances,
    how: stopped === 0 ? howItStops(kind, stopped) : `${restarts === null ? howItStops(kind, stopped) : HOW_RESTARTS_STOP} ${howLongItTook(kind, rebalances)}`,
    unique: doubts.length === 0,
    notes: [...present.notes, ...changed.notes, ...doubts, ...(places === null ? ['By where they come, more or fewer partitions move.'] : []), ...unrest(present, rows, before)],
  };
}

function hostsOf(members: readonly WhatIfMember[]): WhatIf['hosts'] {
  const byHost = new Map<string | null, WhatIfMember[]>();
  for (const member of members) {
    const known = byHost.get(member.host);
    if (known === undefined) byHost.set(member.host, [member]);
    else known.push(member);
  }
  return Array.from(byHost, ([host, own]) => ({ host, before: sumOfLoads(own.map(({ before }) => before)), after: sumOfLoads(own.map(({ after }) => after)) }));
}

function movesOf(before: Owners, after: Owners): number {
  return before.reduce((moves, owner, row) => (owner >= 0 && owner !== after[row] ? moves + 1 : moves), 0);
}

function kindOf(protocol: 'classic' | 'consumer', assignor: string): HandOver {
  if (protocol === 'consumer') return 'consumer';
  return assignor === 'cooperative-sticky' ? 'cooperative' : 'eager';
}

function keepsOwned(assignor: string): boolean {
  return assignor !== 'range' && assignor !== 'roundrobin';
}

function ambiguities({ assignor }: ChangedGroup, { shape, rebalances, isSettled }: Settled): readonly string[] {
  if (!keepsOwned(assignor)) return [];
  const alike = new Set(shape.members.map(({ subscription }) => subscriptionKey(subscription))).size === 1;
  return [
    ...(isSettled ? [] : [`After ${formatCounted(rebalances, 'rebalance')} the assignor would still hand partitions over, back and forth between racks; shown is the last of these.`]),
    ...(alike ? [] : ['Members subscribe different topics: this is one of several equally good assignments.']),
    ...(assignor === 'uniform' && shape.topics.length > 1 && shape.topics.some(({ topicId }) => topicId === null) ? ['Topic ids are not known: which of several topics’ partitions a member gets may differ.'] : []),
  ];
}

/** A group that its own assignor would not leave as it is: our picture of it may lack something. */
function unrest(present: PresentGroup, rows: PartitionRows, before: Owners): readonly string[] {
  const settled = settle(present.protocol, present.assignor, present.members, present.topics);
  const again = spread(settled, rows, [...present.members.keys()]);
  const moves = movesOf(before, again);
  if (moves === 0) return [];
  return [`Without any change, the next ${present.protocol === 'consumer' ? 'new target assignment' : 'rebalance'} would already move ${formatCounted(moves, 'partition')}: members, subscriptions or partitions have changed since the last one, or the clients’ “${present.assignor}” is not Kafka’s.`];
}
