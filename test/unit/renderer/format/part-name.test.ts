import { expect, test } from 'vitest';
import { partName } from '../../../../src/renderer/format/part-name';

test('a beginning that is no wider than dots does not give way to them', () => {
  expect(partName('k-2')).toEqual({ main: 'k-2', suffix: '' });
  expect(partName('pod-1')).toEqual({ main: 'pod', suffix: '-1' });
});
