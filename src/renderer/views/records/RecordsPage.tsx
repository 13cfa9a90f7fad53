import { useMemo, useState, type ReactNode } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import type { RecordView } from '../../../shared/records';
import { parseDateTime } from '../../../shared/reset-time';
import { formatCount } from '../../../shared/text';
import { formatMoment, formatZone } from '../../format/format-time';
import { useNow } from '../../state/now';
import { useReading } from '../../state/reading';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { Input } from '../../ui/Input';
import { Notice } from '../../ui/Notice';
import { Segmented } from '../../ui/Segmented';
import { VirtualTable } from '../../ui/VirtualTable';
import { CopyRecord } from './CopyRecord';
import { recordRows } from './record-rows';
import { preview } from './record-text';
import { RecordPanel } from './RecordPanel';
import styles from './RecordsPage.module.css';

interface RecordsPageProps {
  readonly cluster: ClusterSummary;
  readonly topic: string;
  readonly partition: number;
  /** Where to begin; null: the last records. */
  readonly offset: number | null;
  /** Whose position led here; null: nobody's. */
  readonly groupId: string | null;
}

type From = { readonly kind: 'offset' | 'before'; readonly offset: number } | { readonly kind: 'time'; readonly at: number } | { readonly kind: 'last' };

const PAGES = ['50', '200', '500'] as const;

/** Records of one partition, read without a group: nothing is committed, kept or logged. */
export function RecordsPage({ cluster, topic, partition, offset, groupId }: RecordsPageProps) {
  const { profileId } = cluster.profile;
  const now = useNow();
  const { timeZone: zone } = useSettings();
  const [from, setFrom] = useState<From>(offset === null ? { kind: 'last' } : { kind: 'offset', offset });
  const [wish, setWish] = useState(offset === null ? '' : String(offset));
  const [chosen, setChosen] = useState<number | null>(offset);
  const [most, setMost] = useState<(typeof PAGES)[number]>('50');
  const [isCopying, setIsCopying] = useState(false);
  const [askedAt, setAskedAt] = useState(() => Date.now()); // the last records are others each time
  const reading = useReading('records:read', { profileId, topic, partition, from, most: Number(most) }, askedAt);
  const page = reading.value;
  const shown = useMemo(() => (page === null ? [] : recordRows(page)), [page]);
  const rows = useMemo(() => shown.map((_, index) => index), [shown]);
  const choose = (next: number | null): void => {
    setChosen(next);
    setIsCopying(false);
  };
  const go = (next: From): void => {
    setFrom(next);
    setAskedAt(Date.now());
    choose(null);
  };
  const time = parseDateTime(wish, zone);
  const isOffset = /^\d{1,16}$/u.test(wish.trim());
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h2>
          Records of <bdi>{displayName(topic, 90)}</bdi>-{partition}
        </h2>
        {page === null ? null : (
          <span className={styles.facts}>
            The log holds offsets {formatCount(page.logStartOffset)} to {formatCount(page.logEndOffset)}.
            {page.lastStableOffset !== null && page.lastStableOffset < page.logEndOffset ? ` An open transaction holds read-committed consumers at ${formatCount(page.lastStableOffset)}.` : ''}
          </span>
        )}
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (isOffset) go({ kind: 'offset', offset: Number(wish.trim()) });
            else if (time.ok) go({ kind: 'time', at: time.at });
          }}
        >
          <Input mono aria-label={`Offset, or date and time in ${formatZone(zone)}`} placeholder={`offset or time, ${formatZone(zone)}`} aria-invalid={wish !== '' && !isOffset && !time.ok} value={wish} onChange={(event) => setWish(event.target.value)} />
          <Button small type="submit" disabled={!isOffset && !time.ok}>
            Go
          </Button>
          <Button small disabled={page === null || page.from <= page.logStartOffset} onClick={() => page !== null && go({ kind: 'before', offset: page.from })}>
            Earlier
          </Button>
          <Button small disabled={page === null || page.next >= page.logEndOffset} onClick={() => page !== null && go({ kind: 'offset', offset: page.next })}>
            Later
          </Button>
          <Button small onClick={() => go({ kind: 'last' })}>
            Last
          </Button>
          <Segmented label="Records on a page" value={most} onChange={setMost} options={PAGES.map((value) => ({ value, label: value }))} />
        </form>
      </header>
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
          <VirtualTable
            label="Records"
            columns={[
              { id: 'offset', label: 'Offset', width: 96, gives: 0, numeric: true },
              { id: 'time', label: `Time, ${formatZone(zone)}`, width: 140, gives: 0 },
              { id: 'bytes', label: 'Bytes', width: 76, gives: 1, numeric: true },
              { id: 'key', label: 'Key', width: 100, grows: 1, gives: 2 },
              { id: 'value', label: 'Value', width: 160, grows: 3, gives: 0 },
            ]}
            rows={rows}
            orderKey={`${page.from} ${rows.length}`}
            rowTone={(row) => (shown[row]?.kind === 'record' && shown[row].record.kind === 'record' && !shown[row].record.aborted ? null : 'old')}
            cell={(row, column): ReactNode => {
              const each = shown[row];
              if (each === undefined) return null;
              if (each.kind === 'gap') return column === 'offset' ? formatCount(each.from) : column === 'value' ? gapText(each.from, each.to) : '';
              const { record } = each;
              switch (column) {
                case 'offset':
                  return (
                    <button type="button" className={`mono ${record.offset === chosen ? styles.chosen : styles.link}`} onClick={() => choose(record.offset)}>
                      {formatCount(record.offset)}
                    </button>
                  );
                case 'time':
                  return record.timestamp === null ? 'none' : formatMoment(record.timestamp, now, zone);
                case 'bytes':
                  return formatCount(record.keyBytes + record.valueBytes);
                case 'key':
                  return partText(record, record.key, record.keyBytes);
                default:
                  return valueText(record, page.lastStableOffset);
              }
            }}
            empty={`No record from offset ${formatCount(page.from)} on.`}
          />
          {chosen === null ? null : <RecordPanel key={chosen} profileId={profileId} topic={topic} partition={partition} offset={chosen} onCopy={() => setIsCopying(true)} />}
        </div>
      )}
      {chosen !== null && isCopying ? <CopyRecord key={chosen} cluster={cluster} topic={topic} partition={partition} offset={chosen} groupOf={chosen === offset ? groupId : null} onClose={() => setIsCopying(false)} /> : null}
    </div>
  );
}

function gapText(from: number, to: number): string {
  return from === to ? 'no record here: compacted away, or not readable' : `no records up to ${formatCount(to)} (${formatCount(to - from + 1)} offsets): compacted away, or not readable`;
}

function valueText(record: RecordView, lastStableOffset: number | null): string {
  if (record.kind !== 'record') return record.kind === 'abort-marker' ? 'end of an aborted transaction' : 'end of a committed transaction';
  const text = partText(record, record.value, record.valueBytes);
  if (lastStableOffset !== null && record.offset >= lastStableOffset) return `held back by an open transaction: ${text}`;
  return record.aborted ? `aborted: ${text}` : text;
}

function partText({ kind }: RecordView, bytes: Uint8Array | null, total: number): string {
  if (bytes === null) return kind === 'record' ? 'none' : '';
  const text = preview(bytes, total > bytes.length);
  return text === null ? `binary, ${formatCount(total)} bytes` : displayName(text, 300);
}
