import { expect, test } from 'vitest';
import { stormOf } from '../../../src/main/rebalances/storm';
import { look, member, WatchedLog } from './group-looks';

test('five rebalances in ten minutes are a storm; one member that comes or goes in most of them is its cause', () => {
  const watched = new WatchedLog();
  watched.see(0, look([member('a-1', [0, 1])]));
  const storms: (string | null)[] = [];
  for (let turn = 1; turn <= 6; turn += 1) {
    watched.see(turn * 20, turn % 2 === 1 ? look([member('a-1', [0]), member(`slow-${turn}`, [1])]) : look([member('a-1', [0, 1])]));
    storms.push(stormOf(watched.tell(), watched.now)?.culprit?.member.clientId ?? null);
  }
  expect(storms).toEqual([null, null, null, null, 'slow', 'slow']);
  expect(stormOf(watched.tell(), watched.now)?.evidence).toBe('At least 6 rebalances in 1 min 40 s. slow on 10.0.0.1 came or went in 6 of the 6 that were seen.');
  expect(stormOf(watched.tell(), watched.now + 11 * 60_000)).toBeNull();
});

test('generations that were missed count, and no one is blamed for them', () => {
  const watched = new WatchedLog();
  watched.see(0, look([member('a-1', [0], { generation: 1 })]));
  watched.see(5, look([member('a-1', [0], { generation: 9 })]));
  expect(stormOf(watched.tell(), 6_000)).toMatchObject({ rebalances: 8, culprit: null });
});

test('a rolling restart is no storm', () => {
  const watched = new WatchedLog();
  const names = ['a', 'b', 'c', 'd'];
  const present = new Map(names.map((name) => [name, 1]));
  const show = (at: number) => watched.see(at, look([...present].map(([name, turn]) => member(`${name}-${turn}`, [names.indexOf(name)]))));
  show(0);
  names.forEach((name, index) => {
    present.delete(name);
    show(index * 20 + 10);
    present.set(name, 2);
    show(index * 20 + 20);
  });
  expect(watched.tell().length).toBe(8);
  expect(new Set(watched.causes())).toEqual(new Set(['rolling-restart']));
  expect(stormOf(watched.tell(), watched.now)).toBeNull();
});

test('a deployment that starts is no storm, however many members join one by one', () => {
  const watched = new WatchedLog();
  for (let count = 1; count <= 9; count += 1) watched.see(count * 10, look(Array.from({ length: count }, (_, index) => member(`app-${index}`, [index]))));
  expect([watched.tell().length, stormOf(watched.tell(), watched.now)]).toEqual([8, null]);
});
