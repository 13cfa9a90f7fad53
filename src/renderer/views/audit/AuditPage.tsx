import { useMemo, useRef, useState, type ReactNode } from 'react';
import { OFFSET_ACTIONS, type AuditedOperation } from '../../../shared/audit';
import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { formatMoment, formatZone } from '../../format/format-time';
import { useKeys } from '../../state/keys';
import { useNow } from '../../state/now';
import { useFreshReading } from '../../state/reading';
import { navigate } from '../../state/route';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { FilterInput } from '../../ui/FilterInput';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { VirtualTable } from '../../ui/VirtualTable';
import styles from './AuditPage.module.css';
import { aboutText, chainText, tornText } from './audit-words';
import { ExportAudit } from './ExportAudit';

/** What was changed of this cluster from this computer: who, when, why, with what outcome; and back from there. */
export function AuditPage({ cluster }: { readonly cluster: ClusterSummary }) {
  const { profileId } = cluster.profile;
  const now = useNow();
  const { timeZone: zone } = useSettings();
  const reading = useFreshReading('audit:read', { profileId });
  const [filter, setFilter] = useState('');
  const filterField = useRef<HTMLInputElement>(null);
  useKeys({ '/': () => filterField.current?.focus() });
  const operations = reading.value?.operations;
  const found = useMemo(() => (operations ?? []).filter((operation) => matches(operation, filter)), [operations, filter]);
  const rows = useMemo(() => found.map((_, index) => index), [found]);
  if (reading.value === null) return <EmptyState title={reading.failure === null ? 'Reading the audit…' : displayName(reading.failure.message, 400)} />;
  const { brokenAt, end, path } = reading.value;
  const torn = tornText(reading.value.torn, (at) => formatMoment(at, now, zone));
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <p>
          {brokenAt === null && end.kind !== 'missing' && end.kind !== 'replaced' && reading.value.operations.length > 0 ? (
            <>
              <Icon name="check" className={styles.whole ?? ''} /> {chainText(end)}
            </>
          ) : null}{' '}
          Kept in <span className="mono">{displayName(path, 300)}</span>{cluster.profile.auditTopic == null ? '' : ` and in the topic ${displayName(cluster.profile.auditTopic, 80)}`}.
        </p>
        <FilterInput ref={filterField} className={styles.filter} label="Search the audit" placeholder="group, reason, user, id" text={filter} onChange={setFilter} />
        <ExportAudit profileId={profileId} operations={found} />
        <Button small onClick={reading.again}>
          Check again
        </Button>
      </header>
      {brokenAt === null ? null : <Notice tone="critical">The audit file was changed or damaged at line {formatCount(brokenAt)}. What follows it is not shown, and nothing can be changed until the file is moved away.</Notice>}
      {torn === null ? null : <Notice tone="warning">{torn}</Notice>}
      {end.kind === 'missing' || end.kind === 'replaced' ? <Notice tone="critical">{chainText(end)}</Notice> : null}
      <VirtualTable
        label="Changes"
        columns={[
          { id: 'time', label: `Time, ${formatZone(zone)}`, width: 150, gives: 0 },
          { id: 'action', label: 'What', width: 100, gives: 0 },
          { id: 'groups', label: 'Group', width: 120, grows: 1, gives: 0 },
          { id: 'about', label: 'Topic and target', width: 140, grows: 2, gives: 0 },
          { id: 'outcome', label: 'Outcome', width: 170, gives: 0 },
          { id: 'reason', label: 'Reason', width: 120, grows: 2, gives: 1 },
          { id: 'user', label: 'Who', width: 130, gives: 2 },
          { id: 'undo', label: 'Back', width: 80, gives: 0 },
        ]}
        rows={rows}
        orderKey={`${filter} ${found.length}`}
        rowTone={(row) => (found[row] !== undefined && found[row].done !== found[row].meant ? 'critical' : null)}
        cell={(row, column): ReactNode => {
          const operation = found[row];
          if (operation === undefined) return null;
          switch (column) {
            case 'time':
              return (
                <button type="button" className={styles.open} aria-label={`${formatMoment(operation.at, now, zone)}: what was meant, and what became of it`} onClick={() => navigate({ kind: 'operation', profileId, operationId: operation.operationId })}>
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
                outcomeText(operation)
              ) : (
                <button type="button" className={styles.open} onClick={() => navigate({ kind: 'operation', profileId, operationId: operation.operationId })}>
                  cut off: what became of it?
                </button>
              );
            case 'reason':
              return <span title={displayName(operation.reason, 600)}>{displayName(operation.reason, 200)}</span>;
            case 'user':
              return displayName([operation.user, operation.host].filter((part) => part !== null).join('@'), 60);
            default:
              return !OFFSET_ACTIONS.has(operation.action) ? null : (
                <Button small kind="quiet" onClick={() => navigate({ kind: 'undo', profileId, operationId: operation.operationId })}>
                  Undo…
                </Button>
              );
          }
        }}
        empty={filter === '' ? 'Nothing of this cluster was changed from this computer.' : 'No change matches.'}
      />
    </div>
  );
}

function matches({ operationId, groupIds, reason, user, host, principal, action, topics, copiedTo }: AuditedOperation, filter: string): boolean {
  const wanted = filter.trim().toLowerCase();
  return [operationId, reason, user ?? '', host ?? '', principal ?? '', action, copiedTo ?? '', ...topics, ...groupIds].some((text) => text.toLowerCase().includes(wanted));
}

function groupsText({ groupIds }: AuditedOperation): string {
  const [first = ''] = groupIds;
  return groupIds.length > 1 ? `${displayName(first, 60)} and ${formatCount(groupIds.length - 1)} more` : displayName(first, 80);
}

function outcomeText({ meant, done }: AuditedOperation): string {
  if (done === null) return 'not known';
  return done === meant ? `all ${formatCount(meant)} done` : `${formatCount(done)} of ${formatCount(meant)} done`;
}
