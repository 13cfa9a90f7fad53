import { useRef, useState } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import { copyHeaders } from '../../../shared/record-copy';
import type { ProducedRecord } from '../../../shared/records';
import { formatCount } from '../../../shared/text';
import { copyRecord } from '../../state/record-actions';
import { Input } from '../../ui/Input';
import { Notice } from '../../ui/Notice';
import { GuardBar } from '../reset/GuardBar';
import styles from './RecordsPage.module.css';
import { TopicToWrite } from './TopicToWrite';

interface CopyRecordProps {
  readonly cluster: ClusterSummary;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Which group stands there, as far as is known. */
  readonly groupOf: string | null;
  /** While it is under way, it stays until it is known what became of it. */
  readonly onBusy: (isBusy: boolean) => void;
  readonly onClose: () => void;
}

/** Copies a record to a dead-letter topic: which, what is added to it, and who allows it. */
export function CopyRecord({ cluster, topic, partition, offset, groupOf, onBusy, onClose }: CopyRecordProps) {
  const [toTopic, setToTopic] = useState('');
  const [groupId, setGroupId] = useState(groupOf ?? '');
  const [isBusy, setIsBusy] = useState(false);
  const stopping = useRef(new AbortController());
  const [isStopping, setIsStopping] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const [written, setWritten] = useState<ProducedRecord | null>(null);
  const origin = { topic, partition, offset, groupId: groupId === '' ? null : groupId };
  const confirm = ({ reason, typed }: { readonly reason: string; readonly typed: string }): void => {
    setIsBusy(true);
    onBusy(true);
    setMessage(null);
    stopping.current = new AbortController();
    setIsStopping(false);
    void copyRecord(cluster.profile.profileId, { ...origin, reason: reason.trim() }, toTopic, typed, stopping.current.signal).then((copied) => {
      setIsBusy(false);
      onBusy(false);
      if (copied.ok) setWritten(copied.value);
      else setMessage(copied.failure.code === 'CANCELLED' ? 'Stopped: nothing was written.' : copied.failure.message);
    });
  };
  const stop = (): void => {
    setIsStopping(true);
    stopping.current.abort();
  };
  if (written !== null) {
    return (
      <Notice tone={written.auditFailure === null ? 'plain' : 'warning'} icon="ok" action={<button type="button" className={styles.link} onClick={onClose}>Close</button>}>
        {isStopping ? 'It was sent before it could be stopped. ' : ''}The record at offset {formatCount(offset)} was written to <bdi>{displayName(written.topic, 120)}</bdi>-{written.partition} at offset {formatCount(written.offset)}.
        {written.auditFailure === null ? '' : ` ${displayName(written.auditFailure.message, 400)}`}
      </Notice>
    );
  }
  return (
    <section className={styles.copy} aria-label="Copy the record to a topic">
      <div className={styles.copyForm}>
        <TopicToWrite profileId={cluster.profile.profileId} from={topic} topic={toTopic} onChoose={setToTopic} />
        <label htmlFor="copy-of-group">
          <span>Group that stands at it (optional)</span>
          <Input id="copy-of-group" mono value={groupId} onChange={(event) => setGroupId(event.target.value)} />
        </label>
        <p>
          The record at offset {formatCount(offset)}: key, value and headers stay as they are. Added: {copyHeaders({ ...origin, reason: '' }).map(({ name, value }) => `${name} = ${displayName(value, 80)}`).join(', ')}, and offsight.reason if one is given.
        </p>
      </div>
      {message === null ? null : <Notice tone="critical">{displayName(message, 600)}</Notice>}
      <GuardBar cluster={cluster} expected={toTopic} action={toTopic === '' || toTopic === topic ? null : 'Copy 1 record'} refusal={toTopic === topic ? 'The same topic' : 'Choose a topic'} isBusy={isBusy} progress={null} doing={isStopping ? 'Stopping: what was sent already is waited for…' : 'Copying the record…'} onCancel={() => (isBusy ? stop() : onClose())} onConfirm={confirm} />
    </section>
  );
}
