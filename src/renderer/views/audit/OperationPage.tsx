import { useState } from 'react';
import { OFFSET_ACTIONS, type AuditedDetail } from '../../../shared/audit';
import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import type { Failure } from '../../../shared/failure';
import { settleOperation } from '../../state/audit';
import { useFreshReading } from '../../state/reading';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { Notice } from '../../ui/Notice';
import styles from './AuditPage.module.css';
import { OperationHead } from './OperationHead';
import { OperationTable } from './OperationTable';

/** One change: who made it and why, what was meant for each partition, and what became of it. */
export function OperationPage({ cluster, operationId }: { readonly cluster: ClusterSummary; readonly operationId: string }) {
  const { profileId } = cluster.profile;
  const reading = useFreshReading('audit:readOperation', { profileId, operationId });
  const [settled, setSettled] = useState<AuditedDetail | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isSettling, setSettling] = useState(false);
  const detail = settled ?? reading.value;
  if (detail === null) return <EmptyState title={reading.failure === null ? 'Reading the audit…' : displayName(reading.failure.message, 400)} />;
  const isOfOffsets = OFFSET_ACTIONS.has(detail.operation.action);
  const settle = async () => {
    setSettling(true);
    const result = await settleOperation(profileId, operationId);
    setSettling(false);
    setFailure(result.ok ? result.value.auditFailure : result.failure);
    if (result.ok) setSettled(result.value);
  };
  return (
    <div className={styles.page}>
      <OperationHead profileId={profileId} detail={detail} list="audit" whyNot={null} />
      {detail.resultAt === null ? (
        <Notice tone="critical" action={isOfOffsets ? <Button small disabled={isSettling} onClick={() => void settle()}>{isSettling ? 'Reading…' : 'What became of it?'}</Button> : undefined}>
          No result was written: the program was ended while it was under way, or it still is.{' '}
          {isOfOffsets ? 'Reading the offsets back tells what was applied; that is written to the audit as its result.' : 'Nobody can read back whether it was done.'}
        </Notice>
      ) : null}
      {failure === null ? null : <Notice tone="critical">{displayName(failure.message, 600)}</Notice>}
      {detail.settled && isOfOffsets ? <Notice tone="warning">Read back later, not by the program that made the change: an offset that is as it was meant may have been put there by something else.</Notice> : null}
      <OperationTable detail={detail} />
    </div>
  );
}
