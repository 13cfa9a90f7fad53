import { describe, expect, it } from 'vitest';
import { columnWidths, fitColumns } from '../../../../src/renderer/ui/fit-columns';

const COLUMNS = [
  { id: 'name', width: 100, grows: 3, gives: 0 },
  { id: 'lag', width: 80, gives: 0 },
  { id: 'host', width: 60, grows: 1, gives: 2 },
  { id: 'age', width: 40, gives: 1 },
];
const fitting = (width: number) => fitColumns(COLUMNS, width).map(({ id }) => id).join(' ');

describe('columns', () => {
  it('give way one after the other, and some never', () => {
    expect([280, 279, 219, 10].map(fitting)).toEqual(['name lag host age', 'name lag age', 'name lag', 'name lag']);
  });

  it('fill the width by their shares, and keep their least width where there is none left', () => {
    expect(columnWidths(COLUMNS, 320)).toEqual([130, 80, 70, 40]);
    expect(columnWidths(COLUMNS, 10)).toEqual([100, 80, 60, 40]);
  });
});
