import { useState } from 'react';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { useReading } from '../../state/reading';
import { Button } from '../../ui/Button';
import { Segmented } from '../../ui/Segmented';
import { asHex, asJson, asText, type RecordForm } from './record-text';
import styles from './RecordsPage.module.css';

interface RecordPanelProps {
  readonly profileId: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** One record whole: key, headers, and its value as JSON, text or bytes. */
export function RecordPanel({ profileId, topic, partition, offset }: RecordPanelProps) {
  const [whole, setWhole] = useState(false);
  const [wished, setWished] = useState<RecordForm>('json');
  const reading = useReading('record:read', { profileId, topic, partition, offset, whole }, 0);
  const record = reading.value;
  if (record === null) return <aside className={styles.panel}>{reading.failure === null ? `No record at offset ${formatCount(offset)}, or it is still being read.` : displayName(reading.failure.message, 400)}</aside>;
  const { value, valueBytes, key, keyBytes } = record;
  const isCut = value !== null && value.length < valueBytes;
  const text = value === null ? null : asText(value, isCut);
  const json = text === null || isCut ? null : asJson(text);
  const form: RecordForm = wished === 'json' && json === null ? (text === null ? 'hex' : 'text') : wished === 'text' && text === null ? 'hex' : wished;
  const keyText = key === null ? 'none' : (asText(key, key.length < keyBytes) ?? `${formatCount(keyBytes)} bytes, not text`);
  return (
    <aside className={styles.panel} aria-label={`Record ${formatCount(offset)}`}>
      <dl>
        <dt>Offset</dt>
        <dd className="mono">{formatCount(record.offset)}</dd>
        <dt>Key</dt>
        <dd className="mono">{displayName(keyText, 1_000)}</dd>
        <dt>Stored</dt>
        <dd>
          {record.compression === 'none' ? 'not compressed' : record.compression}, time by {record.timestampType === 'create' ? 'the producer' : 'the broker'}
          {record.aborted ? ', in an aborted transaction' : ''}
        </dd>
        {record.headers.map((header, index) => (
          <div key={index}>
            <dt>{displayName(header.name, 80)}</dt>
            <dd className="mono">{header.value === null ? 'none' : displayName(asText(header.value) ?? asHex(header.value.subarray(0, 64)), 500)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.forms}>
        <Segmented<RecordForm> label="Show the value as" value={form} onChange={setWished} options={[{ value: 'json', label: 'JSON' }, { value: 'text', label: 'Text' }, { value: 'hex', label: 'Hex' }]} />
        <span>{value === null ? 'no value (a tombstone where the topic is compacted)' : `${formatCount(valueBytes)} bytes`}</span>
        {isCut ? (
          <Button small onClick={() => setWhole(true)}>
            Show all of it
          </Button>
        ) : null}
      </p>
      {value === null ? null : <pre className={`mono ${styles.value} ${form === 'hex' ? styles.hex : ''}`}>{form === 'hex' ? asHex(value) : displayLines((form === 'json' ? json : text) ?? '')}</pre>}
    </aside>
  );
}

/** Line ends stay; what could mislead is escaped. */
function displayLines(text: string): string {
  return text.split('\n').map((line) => displayName(line, 100_000)).join('\n');
}
