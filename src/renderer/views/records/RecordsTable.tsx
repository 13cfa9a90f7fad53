import { useMemo, type ReactNode } from 'react';
import { displayName } from '../../../shared/display-name';
import type { RecordsView, RecordView } from '../../../shared/records';
import { formatCount } from '../../../shared/text';
import { formatMoment, formatZone } from '../../format/format-time';
import { useNow } from '../../state/now';
import { useSettings } from '../../state/settings';
import { VirtualTable } from '../../ui/VirtualTable';
import { recordRows, type RecordRow } from './record-rows';
import { preview } from './record-text';
import styles from './RecordsPage.module.css';

interface RecordsTableProps {
  readonly page: RecordsView;
  /** Offset of the record that is looked at; null: none. */
  readonly chosen: number | null;
  readonly onChoose: (offset: number) => void;
}

/** A page of records, marks and gaps, in the order of offsets. */
export function RecordsTable({ page, chosen, onChoose }: RecordsTableProps) {
  const now = useNow();
  const { timeZone: zone } = useSettings();
  const shown = useMemo(() => recordRows(page), [page]);
  const rows = useMemo(() => shown.map((_, index) => index), [shown]);
  const isChosen = (row: RecordRow | undefined): boolean => row?.kind === 'record' && row.record.offset === chosen;
  return (
    <VirtualTable
      label="Records"
      columns={[
        { id: 'offset', label: 'Offset', width: 96, gives: 0, numeric: true },
        { id: 'time', label: `Time, ${formatZone(zone)}`, width: 140, gives: 0 },
        { id: 'bytes', label: 'Bytes', width: 76, gives: 1, numeric: true },
        { id: 'key', label: 'Key', width: 100, grows: 1, gives: 2 },
        { id: 'value', label: 'Value', width: 160, grows: 6, gives: 0 },
      ]}
      rows={rows}
      orderKey={`${page.from} ${rows.length}`}
      rowTone={(row) => isChosen(shown[row]) ? 'selected' : (shown[row]?.kind === 'record' && shown[row].record.kind === 'record' && !shown[row].record.aborted ? null : 'old')}
      cell={(row, column): ReactNode => {
        const each = shown[row];
        if (each === undefined) return null;
        if (each.kind === 'gap') return column === 'offset' ? formatCount(each.from) : column === 'value' ? gapText(each.from, each.to) : '';
        const { record } = each;
        switch (column) {
          case 'offset':
            return (
              <button type="button" className={`mono ${record.offset === chosen ? styles.chosen : styles.link}`} onClick={() => onChoose(record.offset)}>
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
