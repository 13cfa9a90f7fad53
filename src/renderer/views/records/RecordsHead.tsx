import { useState } from 'react';
import { displayName } from '../../../shared/display-name';
import type { RecordsFrom, RecordsView } from '../../../shared/records';
import { parseDateTime } from '../../../shared/reset-time';
import { formatCount } from '../../../shared/text';
import { formatZone } from '../../format/format-time';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/Button';
import { Input } from '../../ui/Input';
import { Segmented } from '../../ui/Segmented';
import styles from './RecordsPage.module.css';

const PAGE_SIZES = ['50', '200', '500'] as const;
export type PageSize = (typeof PAGE_SIZES)[number];

interface RecordsHeadProps {
  readonly topic: string;
  readonly partition: number;
  /** Where it began first; null: with the last records. */
  readonly offset: number | null;
  /** Null: not read yet. */
  readonly page: RecordsView | null;
  readonly size: PageSize;
  readonly onSize: (size: PageSize) => void;
  readonly onGo: (from: RecordsFrom) => void;
}

/** What the log holds, and the ways to another page of it. */
export function RecordsHead({ topic, partition, offset, page, size, onSize, onGo }: RecordsHeadProps) {
  const { timeZone: zone } = useSettings();
  const [wish, setWish] = useState(offset === null ? '' : String(offset));
  const time = parseDateTime(wish, zone);
  const isOffset = /^\d{1,16}$/u.test(wish.trim()) && Number.isSafeInteger(Number(wish.trim()));
  return (
    <header className={styles.head}>
      <h2>
        Records of <bdi>{displayName(topic, 90)}</bdi>-{partition}
      </h2>
      {page === null ? null : (
        <span className={styles.facts}>
          Log start {formatCount(page.logStartOffset)}, log end {formatCount(page.logEndOffset)}.
          {page.lastStableOffset !== null && page.lastStableOffset < page.logEndOffset ? ` An open transaction holds read-committed consumers at ${formatCount(page.lastStableOffset)}.` : ''}
        </span>
      )}
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isOffset) onGo({ kind: 'offset', offset: Number(wish.trim()) });
          else if (time.ok) onGo({ kind: 'time', at: time.at });
        }}
      >
        <Input mono aria-label={`Offset, or date and time in ${formatZone(zone)}`} placeholder={`offset or time, ${formatZone(zone)}`} aria-invalid={wish !== '' && !isOffset && !time.ok} value={wish} onChange={(event) => setWish(event.target.value)} />
        <Button small type="submit" disabled={!isOffset && !time.ok}>
          Go
        </Button>
        <Button small disabled={page === null || page.from <= page.logStartOffset} onClick={() => page !== null && onGo({ kind: 'before', offset: page.from })}>
          Earlier
        </Button>
        <Button small disabled={page === null || page.next >= page.logEndOffset} onClick={() => page !== null && onGo({ kind: 'offset', offset: page.next })}>
          Later
        </Button>
        <Button small onClick={() => onGo({ kind: 'last' })}>
          Last
        </Button>
        <Segmented label="Records on a page" value={size} onChange={onSize} options={PAGE_SIZES.map((value) => ({ value, label: value }))} />
      </form>
    </header>
  );
}
