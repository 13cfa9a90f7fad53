import { expect, test } from 'vitest';
import { recordRows } from '../../../../src/renderer/views/records/record-rows';
import type { RecordView } from '../../../../src/shared/records';

test('offsets without a record stand where they are', () => {
  const record = (offset: number): RecordView => ({ offset, timestamp: null, timestampType: 'create', kind: 'record', aborted: false, compression: 'none', key: null, keyBytes: 0, value: null, valueBytes: 0, headers: [] });
  const rows = recordRows({ records: [record(4), record(9)], gaps: [{ from: 2, to: 3 }, { from: 5, to: 8 }] });
  expect(rows.map((row) => (row.kind === 'gap' ? [row.from, row.to] : row.record.offset))).toEqual([[2, 3], 4, [5, 8], 9]);
});
