import { expect, test } from 'vitest';
import { Ahead } from '../../../src/main/monitor/ahead';

test.each([
  { name: 'all answered over the one connection', over: ['a', 'a'], answers: 2, behind: 'a', expected: 7 },
  { name: 'one not answered yet', over: ['a', 'a'], answers: 1, behind: 'a', expected: null },
  { name: 'asked for over two connections', over: ['a', 'b'], answers: 2, behind: 'b', expected: null },
  { name: 'the log ends went over another one', over: ['a', 'a'], answers: 2, behind: 'b', expected: null },
  { name: 'the log ends were never sent', over: ['a', 'a'], answers: 2, behind: null, expected: null },
] as const)('when the last answer ahead of log ends came: $name', ({ over, answers, behind, expected }) => {
  const connections = { a: { is: 'a' }, b: { is: 'b' } };
  const asked: Ahead[] = [];
  const ahead = new Ahead(2, (all) => asked.push(all));
  over.forEach((name, index) => ahead.sent([`g${index}`], connections[name]));
  expect(asked).toEqual([ahead]);
  for (let index = 0; index < answers; index += 1) ahead.answered([`g${index}`], () => 6 + index);
  expect(ahead.answeredOver(behind === null ? null : connections[behind])).toBe(expected);
});
