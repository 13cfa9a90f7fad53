import { useState } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import type { RecordsFrom } from '../../../shared/records';
import { useReading } from '../../state/reading';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { Notice } from '../../ui/Notice';
import { CopyRecord } from './CopyRecord';
import { RecordPanel } from './RecordPanel';
import { RecordsHead, type PageSize } from './RecordsHead';
import styles from './RecordsPage.module.css';
import { RecordsTable } from './RecordsTable';

interface RecordsPageProps {
  readonly cluster: ClusterSummary;
  readonly topic: string;
  readonly partition: number;
  /** Where to begin; null: the last records. */
  readonly offset: number | null;
  /** Whose position led here; null: nobody's. */
  readonly groupId: string | null;
}

/** Records of one partition, read without a group: nothing is committed, kept or logged. */
export function RecordsPage({ cluster, topic, partition, offset, groupId }: RecordsPageProps) {
  const { profileId } = cluster.profile;
  const [from, setFrom] = useState<RecordsFrom>(offset === null ? { kind: 'last' } : { kind: 'offset', offset });
  const [chosen, setChosen] = useState<number | null>(offset);
  const [size, setSize] = useState<PageSize>('50');
  /** Offset of the record that is being copied; null: none is. */
  const [copyOf, setCopyOf] = useState<number | null>(null);
  const [isCopyBusy, setIsCopyBusy] = useState(false);
  const [askedAt, setAskedAt] = useState(() => Date.now()); // the last records are others each time
  const reading = useReading('records:read', { profileId, topic, partition, from, most: Number(size) }, askedAt);
  const page = reading.value;
  const choose = (next: number | null): void => {
    setChosen(next);
    if (!isCopyBusy) setCopyOf(null);
  };
  const go = (next: RecordsFrom): void => {
    setFrom(next);
    setAskedAt(Date.now());
    choose(null);
  };
  return (
    <div className={styles.page}>
      <RecordsHead topic={topic} partition={partition} offset={offset} page={page} size={size} onSize={setSize} onGo={go} />
      {reading.failure === null ? null : (
        <Notice tone="critical" action={<Button small onClick={reading.again}>Read again</Button>}>
          {displayName(reading.failure.message, 600)}
        </Notice>
      )}
      {page?.notes.map((note) => <Notice key={note} tone="warning">{displayName(note, 400)}</Notice>)}
      {page === null ? (
        reading.failure === null ? <EmptyState title="Reading records…" /> : null
      ) : (
        <div className={styles.body}>
          <RecordsTable page={page} chosen={chosen} onChoose={choose} />
          {chosen === null ? null : <RecordPanel key={chosen} profileId={profileId} topic={topic} partition={partition} offset={chosen} onCopy={() => !isCopyBusy && setCopyOf(chosen)} />}
        </div>
      )}
      {copyOf === null ? null : <CopyRecord key={copyOf} cluster={cluster} topic={topic} partition={partition} offset={copyOf} groupOf={copyOf === offset ? groupId : null} onBusy={setIsCopyBusy} onClose={() => setCopyOf(null)} />}
    </div>
  );
}
