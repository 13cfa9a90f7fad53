import { useMemo, type ReactNode } from 'react';
import { OFFSET_ACTIONS, type AuditedOperation } from '../../../shared/audit';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { formatMoment, formatZone } from '../../format/format-time';
import { useNow } from '../../state/now';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/Button';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable';
import styles from './AuditPage.module.css';
import { aboutText } from './audit-words';

type ColumnId = 'time' | 'action' | 'groups' | 'about' | 'outcome' | 'reason' | 'user' | 'undo';

interface ChangesTableProps {
  readonly operations: readonly AuditedOperation[];
  /** Changes when what is listed is chosen anew. */
  readonly filter: string;
  /** What is said of a change without a result. */
  readonly unknown: string;
  readonly empty: string;
  readonly onOpen: (operationId: string) => void;
  /** Null: changes are not undone from this list. */
  readonly onUndo: ((operationId: string) => void) | null;
}

/** Changes, newest first: who, when, why, with what outcome. */
export function ChangesTable({ operations, filter, unknown, empty, onOpen, onUndo }: ChangesTableProps) {
  const now = useNow();
  const { timeZone: zone } = useSettings();
  const rows = useMemo(() => operations.map((_, index) => index), [operations]);
  const columns: readonly TableColumn<ColumnId>[] = [
    { id: 'time', label: `Time, ${formatZone(zone)}`, width: 150, gives: 0 },
    { id: 'action', label: 'What', width: 116, gives: 0 },
    { id: 'groups', label: 'Group', width: 120, grows: 1, gives: 0 },
    { id: 'about', label: 'Topic and target, or members', width: 140, grows: 2, gives: 0 },
    { id: 'outcome', label: 'Outcome', width: 170, gives: 0 },
    { id: 'reason', label: 'Reason', width: 120, grows: 2, gives: 1 },
    { id: 'user', label: 'Who', width: 130, gives: 2 },
    ...(onUndo === null ? [] : [{ id: 'undo' as const, label: 'Back', width: 80, gives: 0 }]),
  ];
  return (
    <VirtualTable
      label="Changes"
      columns={columns}
      rows={rows}
      orderKey={`${filter} ${operations.length}`}
      rowTone={(row) => (operations[row] !== undefined && operations[row].done !== operations[row].meant ? 'critical' : null)}
      cell={(row, column): ReactNode => {
        const operation = operations[row];
        if (operation === undefined) return null;
        switch (column) {
          case 'time':
            return (
              <button type="button" className={styles.open} aria-label={`${formatMoment(operation.at, now, zone)}: what was meant, and what became of it`} onClick={() => onOpen(operation.operationId)}>
                {formatMoment(operation.at, now, zone)}
              </button>
            );
          case 'action':
            return displayName(operation.action, 40);
          case 'groups':
            return <span title={displayName(operation.groupIds.join(', '), 600)}>{groupsText(operation)}</span>;
          case 'about':
            return <span title={aboutText(operation)}>{aboutText(operation)}</span>;
          case 'outcome':
            return operation.undoneAt !== null ? (
              <span title={outcomeText(operation)}>undone {formatMoment(operation.undoneAt, now, zone)}</span>
            ) : operation.done !== null ? (
              <span title={outcomeText(operation)}>{outcomeText(operation)}</span>
            ) : (
              <button type="button" className={styles.open} onClick={() => onOpen(operation.operationId)}>
                {unknown}
              </button>
            );
          case 'reason':
            return <span title={displayName(operation.reason, 600)}>{displayName(operation.reason, 200)}</span>;
          case 'user':
            return displayName([operation.user, operation.host].filter((part) => part !== null).join('@'), 60);
          case 'undo':
            return onUndo === null || !OFFSET_ACTIONS.has(operation.action) ? null : (
              <Button small kind="quiet" onClick={() => onUndo(operation.operationId)}>
                Undo…
              </Button>
            );
        }
      }}
      empty={empty}
    />
  );
}

/** Changes of which any part has the text, whatever its case. */
export function changesWith(operations: readonly AuditedOperation[], text: string): readonly AuditedOperation[] {
  return operations.filter((operation) => matches(operation, text));
}

function matches({ operationId, groupIds, reason, user, host, principal, action, topics, members, copiedTo }: AuditedOperation, filter: string): boolean {
  const wanted = filter.trim().toLowerCase();
  return [operationId, reason, user ?? '', host ?? '', principal ?? '', action, copiedTo ?? '', ...topics, ...members, ...groupIds].some((text) => text.toLowerCase().includes(wanted));
}

function groupsText({ groupIds }: AuditedOperation): string {
  const [first = ''] = groupIds;
  return groupIds.length > 1 ? `${displayName(first, 60)} and ${formatCount(groupIds.length - 1)} more` : displayName(first, 80);
}

function outcomeText({ meant, done, unknown }: AuditedOperation): string {
  if (done === null || (unknown > 0 && unknown === meant)) return 'not known';
  if (unknown > 0) return `${formatCount(done)} of ${formatCount(meant)} done, ${formatCount(unknown)} not known`;
  return done === meant ? `all ${formatCount(meant)} done` : `${formatCount(done)} of ${formatCount(meant)} done`;
}
