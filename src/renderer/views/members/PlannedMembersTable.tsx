import type { ReactNode } from 'react';
import type { PlannedMember, PlannedRemoval, RemovedMember } from '../../../shared/members';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { compareNames } from '../../format/compare-names';
import { Name } from '../../ui/Name';
import { Unknown } from '../../ui/Unknown';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable';
import { assignmentText } from '../group/assignment-text';
import { hostName } from '../group/member-rows';
import { removedText } from './members-words';
import styles from './Members.module.css';

type ColumnId = 'client' | 'instance' | 'member' | 'host' | 'partitions' | 'owns' | 'by' | 'said';

interface PlannedMembersTableProps {
  readonly label: string;
  readonly members: readonly (PlannedMember | PlannedRemoval)[];
  /** What became of each; null: nothing was done yet. */
  readonly outcomes: readonly RemovedMember[] | null;
  readonly empty: string;
}

/** The members of a plan, and once it is carried out what became of each. */
export function PlannedMembersTable({ label, members, outcomes, empty }: PlannedMembersTableProps) {
  const isRemoval = members.some((member) => 'by' in member);
  const outcomeOf = new Map((outcomes ?? []).map((outcome) => [outcome.memberId, outcome]));
  const columns: readonly TableColumn<ColumnId>[] = [
    { id: 'client', label: 'Client id', width: 130, grows: 1, gives: 0 },
    ...(members.some(({ groupInstanceId }) => groupInstanceId !== null) ? [{ id: 'instance' as const, label: 'Instance id', width: 110, gives: 1 }] : []),
    { id: 'member', label: 'Member id', width: 130, gives: 3 },
    { id: 'host', label: 'Host', width: 110, gives: 1 },
    { id: 'partitions', label: 'Partitions', width: 78, gives: 0, numeric: true },
    ...(outcomes === null ? [{ id: 'owns' as const, label: 'Which', width: 130, grows: 2, gives: 2 }] : []),
    ...(outcomes !== null ? [{ id: 'said' as const, label: 'What became of it', width: 280, grows: 2, gives: 0 }] : isRemoval ? [{ id: 'by' as const, label: 'Removed by', width: 96, gives: 1 }] : []),
  ];
  return (
    <VirtualTable
      label={label}
      columns={columns}
      rows={members.map((_, index) => index).sort((left, right) => compareNames(members[left]!.clientId, members[right]!.clientId) || left - right)}
      orderKey={String(members.length)}
      rowTone={(row) => (outcomeOf.get(members[row]?.memberId ?? '')?.status === 'failed' ? 'critical' : null)}
      cell={(row, column) => {
        const member = members[row];
        return member === undefined ? null : cellOf(member, column, outcomeOf.get(member.memberId) ?? null);
      }}
      empty={empty}
    />
  );
}

function cellOf(member: PlannedMember | PlannedRemoval, column: ColumnId, outcome: RemovedMember | null): ReactNode {
  switch (column) {
    case 'client':
      return <Name text={member.clientId} keepsEnd />;
    case 'instance':
      return member.groupInstanceId === null ? <span className="dim">dynamic</span> : <Name text={member.groupInstanceId} keepsEnd />;
    case 'member':
      return <span className="dim"><Name text={member.memberId} mono keepsEnd /></span>;
    case 'host':
      return <Name text={hostName(member.host)} keepsEnd />;
    case 'partitions':
      return member.partitions === null ? <Unknown reason="it was not told" /> : formatCount(member.partitions);
    case 'owns': {
      const text = assignmentText(member.assignment ?? []);
      return <bdi title={text.slice(0, 2_000)}>{text.slice(0, 400)}</bdi>;
    }
    case 'by':
      return 'by' in member ? (member.by === 'instance-id' ? 'instance id' : 'member id') : null;
    case 'said':
      return outcome === null ? <Unknown reason="nothing was told of it" /> : <bdi className={outcome.failure === null ? undefined : styles.doubt} title={displayName(removedText(outcome), 500)}>{displayName(removedText(outcome), 300)}</bdi>;
  }
}
