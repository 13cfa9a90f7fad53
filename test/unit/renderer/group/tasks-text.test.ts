import { expect, test } from 'vitest';
import { taskNames, tasksText } from '../../../../src/renderer/views/group/tasks-text';

test('tasks are counted by kind, and named as Kafka Streams names them', () => {
  const active = [{ subtopologyId: '0', partitions: [0, 2] }, { subtopologyId: '1', partitions: [0] }];
  expect(tasksText({ active, standby: [{ subtopologyId: '0', partitions: [1] }], warmup: [] })).toBe('3 active, 1 standby');
  expect([tasksText({ active: [], standby: [], warmup: [] }), tasksText(undefined)]).toEqual(['none', '']);
  expect(taskNames(active)).toEqual(['0_0', '0_2', '1_0']);
});
