import { expect, test } from 'vitest';
import { passedOffsets } from '../../../src/shared/planned-change';

test.each<[string, number | null, number | null, number | null, number | null, readonly [number, number, number]]>([
  ['on within the log', 10, 30, 0, 100, [0, 20, 0]],
  ['back within the log', 30, 10, 0, 100, [20, 0, 0]],
  ['from below the log start', 10, 60, 50, 100, [0, 10, 40]],
  ['to the log start from below', 10, 50, 50, 100, [0, 0, 40]],
  ['back from beyond the log end', 400, 90, 0, 100, [10, 0, 0]],
  ['a log that is not known', 10, 30, null, null, [0, 20, 0]],
  ['none was committed', null, 30, 0, 100, [0, 0, 0]],
])('records that are passed over: %s', (_what, oldOffset, newOffset, logStartOffset, logEndOffset, [readAgain, neverRead, alreadyDeleted]) => {
  expect(passedOffsets({ oldOffset, newOffset, logStartOffset, logEndOffset })).toEqual({ readAgain, neverRead, alreadyDeleted });
});
