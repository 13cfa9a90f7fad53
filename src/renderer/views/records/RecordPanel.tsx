import { useMemo, useState } from 'react';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { formatWhole, formatZone } from '../../format/format-time';
import { useFreshReading } from '../../state/reading';
import { saveRecord } from '../../state/record-actions';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/Button';
import { Segmented } from '../../ui/Segmented';
import { asHex, asJson, asText, whyNotJson, type RecordForm } from './record-text';
import styles from './RecordsPage.module.css';
import { ValueText } from './ValueText';

interface RecordPanelProps {
  readonly profileId: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly onCopy: () => void;
}

/** Above it JSON is shown as it is: laying it out would take seconds. */
const MOST_JSON_CHARACTERS = 4 * 1024 * 1024;

/** One record whole: key, headers, and its value as JSON, text or bytes. */
export function RecordPanel({ profileId, topic, partition, offset, onCopy }: RecordPanelProps) {
  const { timeZone: zone } = useSettings();
  const [whole, setWhole] = useState(false);
  const [wished, setWished] = useState<RecordForm>('json');
  const [saved, setSaved] = useState<string | null>(null);
  const reading = useFreshReading('record:read', { profileId, topic, partition, offset, whole });
  const record = reading.value;
  const value = record?.value ?? null;
  const isCut = record !== null && value !== null && value.length < record.valueBytes;
  const text = useMemo(() => (value === null ? null : asText(value, isCut)), [value, isCut]);
  const json = useMemo(() => (text === null || isCut || text.length > MOST_JSON_CHARACTERS ? null : asJson(text)), [text, isCut]);
  const notJson = useMemo(() => (text === null || isCut || text.length > MOST_JSON_CHARACTERS || json !== null ? null : whyNotJson(text)), [text, isCut, json]);
  if (record === null) {
    return (
      <aside className={styles.panel} aria-label={`Record ${formatCount(offset)}`}>
        {reading.failure !== null ? displayName(reading.failure.message, 400) : reading.state === 'loading' ? 'Reading the record…' : `There is no record at offset ${formatCount(offset)} (any more).`}
        {reading.failure === null ? null : (
          <p className={styles.forms}>
            <Button small onClick={reading.again}>
              Read again
            </Button>
          </p>
        )}
      </aside>
    );
  }
  const { valueBytes, key, keyBytes } = record;
  const form: RecordForm = wished === 'json' && json === null ? (text === null ? 'hex' : 'text') : wished === 'text' && text === null ? 'hex' : wished;
  const keyText = key === null ? 'none' : (asText(key, key.length < keyBytes) ?? `${formatCount(keyBytes)} bytes, not text`);
  const save = (what: 'value' | 'json'): void => {
    setSaved(null);
    void saveRecord({ profileId, topic, partition, offset }, what).then((done) => setSaved(done.ok ? (done.value === null ? null : `Saved as ${done.value}`) : done.failure.message));
  };
  const shown = form === 'json' ? json : text;
  return (
    <aside className={styles.panel} aria-label={`Record ${formatCount(offset)}`}>
      <dl>
        <dt>Offset</dt>
        <dd className="mono">{formatCount(record.offset)}</dd>
        <dt>Key</dt>
        <dd className="mono">{displayName(keyText, 1_000)}</dd>
        <dt>Time</dt>
        <dd className="mono">{record.timestamp === null ? 'none' : `${formatWhole(record.timestamp, zone)} ${formatZone(zone)}`}</dd>
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
      {record.kind === 'record' ? (
        <p className={styles.forms}>
          <Button small disabled={value === null} onClick={() => save('value')}>
            Save value…
          </Button>
          <Button small onClick={() => save('json')}>
            Save record as JSON…
          </Button>
          <Button small onClick={onCopy}>
            Copy to a topic…
          </Button>
          <span role="status">{saved === null ? '' : displayName(saved, 300)}</span>
        </p>
      ) : null}
      <p className={styles.forms}>
        <Segmented<RecordForm> label="Show the value as" value={form} onChange={setWished} options={[{ value: 'json', label: 'JSON' }, { value: 'text', label: 'Text' }, { value: 'hex', label: 'Hex' }]} />
        <span>{value === null ? 'no value (a tombstone where the topic is compacted)' : `${text === null ? 'binary, ' : ''}${formatCount(valueBytes)} bytes${isCut ? `, the first ${formatCount(value.length)} shown` : ''}`}</span>
        {isCut ? (
          <Button small onClick={() => setWhole(true)}>
            Show all of it
          </Button>
        ) : null}
      </p>
      {wished === 'json' && notJson !== null ? <p className={styles.notJson}>{displayName(notJson, 200)}</p> : null}
      {value === null ? null : form === 'hex' || shown === null ? <pre className={`mono ${styles.value} ${styles.hex}`}>{asHex(value)}</pre> : <ValueText key={form} text={shown} />}
    </aside>
  );
}
