import { expect, test } from 'vitest';
import { shapeOf } from '../../../src/main/assignment/group-shape';
import { assignRange } from '../../../src/main/assignment/range';
import { TEACHING_EXAMPLES, TEACHING_PARTITIONS } from '../../../src/shared/teaching-examples';

test('the pictures of the help page are what range assigns', () => {
  const assigned = TEACHING_EXAMPLES.map(({ consumers }) => {
    const members = Array.from({ length: consumers }, (_, member) => ({ memberId: `m${member}`, groupInstanceId: null, subscription: ['t'], owned: [], generation: -1, rack: null }));
    return [...assignRange(shapeOf(members, [{ topic: 't', topicId: null, partitions: TEACHING_PARTITIONS, racks: null }]))];
  });
  expect(assigned).toEqual(TEACHING_EXAMPLES.map(({ owners }) => owners));
});
