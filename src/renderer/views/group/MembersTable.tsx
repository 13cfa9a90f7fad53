import { useMemo, useState, type ReactNode } from 'react';
import type { GroupDetail, SilentMember } from '../../../shared/group';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { compareNames } from '../../format/compare-names';
import { isLowerBound } from '../../format/lag-bound';
import { navigate } from '../../state/route';
import { widthOfText } from '../../ui/fit-columns';
import { Icon } from '../../ui/Icon';
import { LagFigure } from '../../ui/LagFigure';
import { Name } from '../../ui/Name';
import { Unknown } from '../../ui/Unknown';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable';
import { assignmentText, missingFrom } from './assignment-text';
import { hostName, type MemberRow } from './member-rows';
import styles from './MembersTable.module.css';
import { silenceText } from './silence-text';
import { taskNames, tasksText } from './tasks-text';

const MEMBER_SORTS = ['name', 'host', 'partitions', 'lag', 'commits'] as const;
type MemberSort = (typeof MEMBER_SORTS)[number];
type MemberColumn = MemberSort | 'memberId' | 'instance' | 'rack' | 'epoch' | 'generation' | 'protocol' | 'assignment' | 'subscription' | 'tasks' | 'process' | 'remove';

interface MembersTableProps {
  readonly profileId: string;
  readonly detail: GroupDetail;
  /** All members; `filter` narrows them. */
  readonly rows: readonly MemberRow[];
  readonly filter: string;
  /** Epoch ms. */
  readonly now: number;
  /** Its figures are not renewed. */
  readonly stale: boolean;
}

/** Every member with what it holds and what it asked for. */
export function MembersTable({ profileId, detail, rows, filter, now, stale }: MembersTableProps) {
  const [order, setOrder] = useState<{ readonly by: MemberSort; readonly descending: boolean }>({ by: 'name', descending: false });
  const silent = useMemo(() => new Map(stale ? [] : detail.silent.map((each) => [each.member, each])), [detail, stale]);
  const columns = useMemo(() => columnsFor(rows, detail.groupType, silent.size > 0), [rows, detail.groupType, silent]);
  const shown = useMemo(() => sortMembers(rows, order, silent).filter((row) => matches(rows[row]!, filter)), [rows, order, silent, filter]);
  const sortBy = (column: MemberColumn): void => {
    const by = MEMBER_SORTS.find((each) => each === column);
    if (by !== undefined) setOrder({ by, descending: order.by === by ? !order.descending : by === 'lag' || by === 'partitions' || by === 'commits' });
  };
  return (
    <VirtualTable
      label="Members"
      columns={columns}
      rows={shown}
      orderKey={`${order.by} ${String(order.descending)} ${filter} ${rows.length}`}
      sort={order}
      onSort={sortBy}
      rowTone={(row) => (rows[row]!.broken ? 'critical' : null)}
      cell={(row, column) => {
        if (column === 'commits') return commitsCell(detail, silent.get(rows[row]!.index), now);
        return column === 'remove' ? removeCell(rows[row]!, profileId, detail.groupId) : memberCell(rows[row]!, column);
      }}
      empty={detail.members === null ? 'The members are not known: the group could not be described.' : detail.members.length === 0 ? 'No member is in this group. Consumers that use assign() instead of subscribe() never become members.' : 'No member matches the filter.'}
    />
  );
}

/** A share group's members own no partition, so no lag is theirs; and Kafka removes none of them from outside, nor of a streams group. */
function columnsFor(rows: readonly MemberRow[], groupType: string | null, anySilent: boolean): TableColumn<MemberColumn>[] {
  const share = groupType === 'share';
  const some = (has: (row: MemberRow) => boolean, column: TableColumn<MemberColumn>): TableColumn<MemberColumn>[] => (rows.some(has) ? [column] : []);
  const longest = (text: (row: MemberRow) => string): number => rows.reduce((most, row) => Math.max(most, text(row).length), 0);
  return [
    { id: 'name', label: 'Client id', width: widthOfText(longest(({ member }) => member.clientId), 110, 160), gives: 0, sortable: true },
    ...some(({ member }) => member.groupInstanceId !== null, { id: 'instance' as const, label: 'Instance id', width: widthOfText(longest(({ member }) => member.groupInstanceId ?? ''), 92, 130), gives: 0, title: 'group.instance.id: static membership' }),
    { id: 'memberId', label: 'Member id', width: 124, grows: 1, gives: 3 },
    { id: 'host', label: 'Host', width: widthOfText(longest(({ member }) => hostName(member.host)), 78, 130), gives: 0, sortable: true },
    ...some(({ member }) => member.rack !== null && member.rack !== '', { id: 'rack' as const, label: 'Rack', width: 84, gives: 2 }),
    ...some(({ member }) => member.memberEpoch !== null, { id: 'epoch' as const, label: 'Epoch', width: 56, gives: 1, numeric: true, title: 'Member epoch' }),
    ...some(({ member }) => member.generation !== null, { id: 'generation' as const, label: 'Joined from', width: 78, gives: 2, numeric: true, title: 'The generation that it was in when it last joined; 0: none' }),
    ...(new Set(rows.map(({ member }) => member.memberType)).size > 1 ? [{ id: 'protocol' as const, label: 'Protocol', width: 78, gives: 1, title: 'By which protocol it takes part: both are there during an upgrade' }] : []),
    ...some(({ member }) => member.streams !== undefined, { id: 'process' as const, label: 'Process', width: 96, gives: 2, title: 'Of which process of the application it is a thread' }),
    ...some(({ member }) => member.streams !== undefined, { id: 'tasks' as const, label: 'Tasks', width: 132, gives: 0, title: 'Active tasks read and process, standby ones keep a copy of a state, warmup ones fill one before they move' }),
    { id: 'partitions', label: 'Partitions', width: 74, gives: 0, numeric: true, sortable: true },
    ...(share ? [] : [{ id: 'lag' as const, label: 'Lag', width: 92, gives: 0, numeric: true, sortable: true }]),
    ...(anySilent ? [{ id: 'commits' as const, label: 'No commit for', width: 232, gives: 0, sortable: true, title: 'Members that seem to have stopped: they commit nothing though records wait' }] : []),
    { id: 'assignment', label: share ? 'Takes records of' : 'Assignment', width: 130, grows: 3, gives: 0 },
    { id: 'subscription', label: 'Subscription', width: 120, grows: 1, gives: 0 },
    ...(share || groupType === 'streams' ? [] : [{ id: 'remove' as const, label: '', width: 68, gives: 0 }]),
  ];
}

/** Only of a member that seems to have stopped. */
function commitsCell(detail: GroupDetail, silent: SilentMember | undefined, now: number): ReactNode {
  if (silent === undefined) return null;
  const { short, full } = silenceText(detail, silent, now);
  return <span className={styles.idle} title={full}>{short}</span>;
}

function removeCell({ member, name }: MemberRow, profileId: string, groupId: string): ReactNode {
  return (
    <button type="button" className={styles.remove} aria-label={`Remove ${name.full}…`} title="What it would do is told first" onClick={() => navigate({ kind: 'removal', profileId, groupId, memberId: member.memberId })}>
      Remove…
    </button>
  );
}

function memberCell(row: MemberRow, column: Exclude<MemberColumn, 'commits'>): ReactNode {
  const { member } = row;
  switch (column) {
    case 'name':
      return <span className={styles.name} title={`member id ${displayName(member.memberId)}`}><Name text={member.clientId} keepsEnd /></span>;
    case 'instance':
      return member.groupInstanceId === null ? <span className={styles.dim}>dynamic</span> : <Name text={member.groupInstanceId} keepsEnd />;
    case 'memberId':
      return <span className={styles.dim}><Name text={member.memberId} mono keepsEnd /></span>;
    case 'host':
      return <Name text={hostName(member.host)} keepsEnd />;
    case 'rack':
      return member.rack === null || member.rack === '' ? <span className={styles.dim}>none</span> : <Name text={member.rack} />;
    case 'epoch':
      return member.memberEpoch ?? <Unknown reason="this member does not tell an epoch" />;
    case 'generation':
      return member.generation ?? <Unknown reason="this member does not tell a generation" />;
    case 'protocol':
      return member.memberType ?? <Unknown reason="the broker does not tell it" />;
    case 'process':
      return <span className={styles.dim}><Name text={member.streams?.processId ?? ''} mono keepsEnd /></span>;
    case 'tasks':
      return <span title={taskNames(member.streams?.tasks.active ?? []).slice(0, 50).join(', ')}>{tasksText(member.streams?.tasks)}</span>;
    case 'partitions':
      return row.partitions === null ? <Unknown reason="its assignment is not readable" /> : formatCount(row.partitions);
    case 'lag':
      return lagCell(row);
    case 'assignment':
      return assignmentCell(row);
    case 'subscription':
      return subscriptionCell(row);
  }
}

function lagCell(row: MemberRow): ReactNode {
  if (row.lag === null && !isLowerBound(row)) return <span className={styles.dim}>none</span>;
  return (
    <span className={row.broken ? styles.broken : styles.lag}>
      <LagFigure lag={row.lag} unknownPartitions={row.unknownPartitions} uncommittedPartitions={row.uncommittedPartitions} reason="the lag of its partitions is not known" />
    </span>
  );
}

function assignmentCell(row: MemberRow): ReactNode {
  const { assignment, targetAssignment } = row.member;
  if (assignment === null) return <Unknown reason="its assignment is not readable" />;
  const text = assignmentText(assignment);
  const coming = targetAssignment === null ? '' : assignmentText(missingFrom(assignment, targetAssignment));
  const leaving = targetAssignment === null ? '' : assignmentText(missingFrom(targetAssignment, assignment));
  const title = [text, coming === '' ? '' : `on their way to it: ${coming}`, leaving === '' ? '' : `to be given up: ${leaving}`].filter(Boolean).join('\n');
  return (
    <span title={title === '' ? undefined : title.slice(0, 2_000)}>
      {row.idle === null ? (
        <bdi>{text.slice(0, 500)}</bdi>
      ) : (
        <span className={styles.idle}>
          <Icon name="minus" /> idle: <bdi>{row.idle}</bdi>
        </span>
      )}
      {coming === '' ? null : <span className={styles.moving}> + {coming.slice(0, 300)}</span>}
      {leaving === '' ? null : <span className={styles.moving}> − {leaving.slice(0, 300)}</span>}
    </span>
  );
}

function subscriptionCell({ member }: MemberRow): ReactNode {
  if (member.subscribedPattern !== null) {
    return (
      <span className="mono" title={`Regular expression, evaluated by the broker: ${displayName(member.subscribedPattern)}`}>
        /<bdi>{displayName(member.subscribedPattern)}</bdi>/
      </span>
    );
  }
  if (member.subscription === null) return <Unknown reason="its subscription is not readable" />;
  if (member.subscription.length === 0) return <span className={styles.dim}>nothing</span>;
  const names = member.subscription.map((topic) => displayName(topic, 80));
  return <bdi title={names.slice(0, 50).join('\n')}>{names.slice(0, 20).join(', ')}</bdi>;
}

function sortMembers(rows: readonly MemberRow[], order: { readonly by: MemberSort; readonly descending: boolean }, silent: ReadonlyMap<number, SilentMember>): number[] {
  const sign = order.descending ? -1 : 1;
  const indices = rows.map((_, index) => index);
  if (order.by === 'name') return order.descending ? indices.reverse() : indices;
  if (order.by === 'host') return indices.sort((left, right) => sign * compareNames(rows[left]!.member.host, rows[right]!.member.host) || left - right);
  const value = { lag: (row: MemberRow) => row.lag, partitions: (row: MemberRow) => row.partitions, commits: (row: MemberRow) => (silent.has(row.index) ? -(silent.get(row.index)?.since ?? 0) : null) }[order.by];
  return indices.sort((left, right) => {
    const a = value(rows[left]!);
    const b = value(rows[right]!);
    if (a === null || b === null) return Number(a === null) - Number(b === null) || left - right;
    return sign * (a - b) || left - right;
  });
}

function matches({ member, name, idle }: MemberRow, filter: string): boolean {
  const words = filter.toLowerCase().split(/\s+/u).filter(Boolean);
  if (words.length === 0) return true;
  const text = [name.full, member.clientId, member.memberId, member.groupInstanceId ?? '', member.host, member.rack ?? '', idle === null ? '' : `idle ${idle}`, assignmentText(member.assignment ?? [])].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}
