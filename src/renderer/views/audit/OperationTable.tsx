import { useMemo, type ReactNode } from 'react';
import type { AuditedDetail } from '../../../shared/audit';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { Name } from '../../ui/Name';
import { VirtualTable } from '../../ui/VirtualTable';
import { beforeText, meantText, statusTone, statusWords } from './audit-words';

/** What was meant for each partition, or for whole groups, and what became of it. */
export function OperationTable({ detail: { operation: { action }, partitions } }: { readonly detail: AuditedDetail }) {
  const rows = useMemo(() => partitions.map((_, index) => index), [partitions]);
  return (
    <VirtualTable
      label="Partitions of this change"
      columns={[
        { id: 'group', label: 'Group', width: 130, grows: 1, gives: 0 },
        { id: 'partition', label: 'Partition', width: 130, grows: 1, gives: 0 },
        { id: 'old', label: 'Before', width: 96, gives: 0, numeric: true },
        { id: 'new', label: 'Meant', width: 96, gives: 0, numeric: true },
        { id: 'read', label: 'Read back', width: 96, gives: 1, numeric: true },
        { id: 'status', label: 'What became of it', width: 200, grows: 2, gives: 0 },
      ]}
      rows={rows}
      orderKey={String(rows.length)}
      rowTone={(row) => (statusTone(partitions[row]?.status ?? null) === 'critical' ? 'critical' : null)}
      cell={(row, column): ReactNode => {
        const each = partitions[row];
        if (each === undefined) return null;
        switch (column) {
          case 'group':
            return <Name text={each.groupId} />;
          case 'partition':
            return each.topic === null ? 'the whole group' : <Name text={each.topic} suffix={`-${each.partition ?? ''}`} />;
          case 'old':
            return beforeText(action, each);
          case 'new':
            return meantText(action, each);
          case 'read':
            return each.readBack === null ? '' : formatCount(each.readBack);
          default: {
            const text = `${statusWords(each.status)}${each.error === null ? '' : `: ${displayName(each.error, 300)}`}`;
            return <span title={text}>{text}</span>;
          }
        }
      }}
      empty="Nothing is written down of what was meant."
    />
  );
}
