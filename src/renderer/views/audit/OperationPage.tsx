import { useMemo, useState, type ReactNode } from 'react';
import type { AuditedDetail } from '../../../shared/audit';
import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import type { Failure } from '../../../shared/failure';
import { formatCount } from '../../../shared/text';
import { formatCounted } from '../../format/format-count';
import { formatMoment, formatZone } from '../../format/format-time';
import { settleOperation } from '../../state/audit';
import { useNow } from '../../state/now';
import { useFreshReading } from '../../state/reading';
import { navigate } from '../../state/route';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { Name } from '../../ui/Name';
import { Notice } from '../../ui/Notice';
import { VirtualTable } from '../../ui/VirtualTable';
import styles from './AuditPage.module.css';
import { statusTone, statusWords } from './audit-words';

/** One change: who made it and why, what was meant for each partition, and what became of it. */
export function OperationPage({ cluster, operationId }: { readonly cluster: ClusterSummary; readonly operationId: string }) {
  const { profileId } = cluster.profile;
  const reading = useFreshReading('audit:readOperation', { profileId, operationId });
  const [settled, setSettled] = useState<AuditedDetail | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isSettling, setSettling] = useState(false);
  const detail = settled ?? reading.value;
  if (detail === null) return <EmptyState title={reading.failure === null ? 'Reading the audit…' : displayName(reading.failure.message, 400)} />;
  const settle = async () => {
    setSettling(true);
    const result = await settleOperation(profileId, operationId);
    setSettling(false);
    setFailure(result.ok ? null : result.failure);
    if (result.ok) setSettled(result.value);
  };
  return (
    <div className={styles.page}>
      <Head profileId={profileId} detail={detail} />
      {detail.resultAt === null ? (
        <Notice tone="critical" action={<Button small disabled={isSettling} onClick={() => void settle()}>{isSettling ? 'Reading…' : 'What became of it?'}</Button>}>
          No result was written: the program was ended while it was under way, or it still is. Reading the offsets back tells what was applied; that is written to the audit as its result.
        </Notice>
      ) : null}
      {failure === null ? null : <Notice tone="critical">{displayName(failure.message, 600)}</Notice>}
      {detail.settled ? <Notice tone="warning">Read back later, not by the program that made the change: an offset that is as it was meant may have been put there by something else.</Notice> : null}
      <Meant detail={detail} />
    </div>
  );
}

function Head({ profileId, detail: { operation, resultAt, canUndo } }: { readonly profileId: string; readonly detail: AuditedDetail }) {
  const now = useNow();
  const { timeZone: zone } = useSettings();
  const who = [operation.user, operation.host].filter((part) => part !== null).join('@');
  return (
    <header className={styles.head}>
      <div className={styles.about}>
        <h2>
          {displayName(operation.action, 40)} of {operation.groupIds.length === 1 ? <bdi>{displayName(operation.groupIds[0] ?? '', 90)}</bdi> : formatCounted(operation.groupIds.length, 'group')}
        </h2>
        <p>
          {formatMoment(operation.at, now, zone)} {formatZone(zone)}
          {who === '' ? '' : ` by ${displayName(who, 120)}`}
          {operation.principal === null ? '' : `, to Kafka as ${displayName(operation.principal, 120)}`}
          {resultAt === null ? '' : `; result written ${formatMoment(resultAt, now, zone)}`}. {operation.reason === '' ? 'No reason was given.' : <>Reason: <bdi>{displayName(operation.reason, 600)}</bdi></>}
        </p>
        <p className="mono selectable dim">{displayName(operation.operationId, 64)}</p>
      </div>
      <span className={styles.buttons}>
        <Button small onClick={() => navigate({ kind: 'audit', profileId })}>
          All changes
        </Button>
        {canUndo ? (
          <Button small onClick={() => navigate({ kind: 'undo', profileId, operationId: operation.operationId })}>
            Undo…
          </Button>
        ) : (
          <span>What was there before is not kept: no undo.</span>
        )}
      </span>
    </header>
  );
}

function Meant({ detail: { operation, partitions } }: { readonly detail: AuditedDetail }) {
  const rows = useMemo(() => partitions.map((_, index) => index), [partitions]);
  const isDeletion = operation.action.startsWith('delete');
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
            return each.topic === null ? null : offsetText(each.oldOffset);
          case 'new':
            return each.topic === null || (each.newOffset === null && isDeletion) ? 'deleted' : offsetText(each.newOffset);
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

function offsetText(offset: number | null): string {
  return offset === null ? 'none' : formatCount(offset);
}
