import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import { useFreshReading } from '../../state/reading';
import { EmptyState } from '../../ui/EmptyState';
import { Notice } from '../../ui/Notice';
import styles from './AuditPage.module.css';
import { OperationHead } from './OperationHead';
import { OperationTable } from './OperationTable';

/** One change as the topic tells it that a team shares. */
export function SharedOperationPage({ cluster: { profile: { profileId } }, operationId }: { readonly cluster: ClusterSummary; readonly operationId: string }) {
  const reading = useFreshReading('audit:readSharedOperations', { profileId, operationIds: [operationId] });
  const [detail] = reading.value ?? [];
  if (detail === undefined) return <EmptyState title={reading.failure === null ? 'Reading the topic…' : displayName(reading.failure.message, 400)} />;
  const { operation: { host }, isHere, isShortened, resultAt } = detail;
  const there = host === null ? 'the computer that made it' : displayName(host, 80);
  return (
    <div className={styles.page}>
      <OperationHead profileId={profileId} detail={detail} list="sharedAudit" whyNot={isHere ? null : `What was committed before is kept only on ${there}: undo it there.`} />
      {resultAt === null ? <Notice tone="warning">The lines that were read have no result of it: it is under way, it was cut off, or the result did not reach the topic. {isHere ? 'It was made from this computer: its own audit tells more.' : `Look on ${there}.`}</Notice> : null}
      {isShortened ? <Notice tone="plain">It was too long for the topic: which partitions is written down only on {there}.</Notice> : null}
      <OperationTable detail={detail} />
    </div>
  );
}
