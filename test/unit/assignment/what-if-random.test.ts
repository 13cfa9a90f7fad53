import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DescribedGroup } from '../../../src/main/assignment/present-group';
import { whatIf, type Surroundings } from '../../../src/main/assignment/what-if';
import { succeeded } from '../../../src/shared/result';
import type { AssignmentChange, WhatIf } from '../../../src/shared/what-if';
import { type AssignmentCase, casesOf } from '../../support/assignment-cases';
import { describedGroup, memberOf, noChange } from './described-group';

const CASES = casesOf(readFileSync(join(__dirname, '../../golden/assignments.jsonl'), 'utf8'));

test('every partition that somebody subscribes gets one of its subscribers, whatever changes', () => {
  for (const golden of CASES) {
    const { group, known } = groupOf(golden);
    for (const change of changesOf(golden)) {
      const result = whatIf(group, known, change);
      if (result.ok) expect(mistakesIn(group, result.value, change)).toEqual([]);
      else expect(['NO_MEMBERS', 'NO_TOPICS', ...(change.partitions.length > 0 ? ['RACKS'] : [])]).toContain(result.failure.code);
    }
  }
});

function groupOf({ assignor, topics, members }: AssignmentCase): { readonly group: DescribedGroup; readonly known: Surroundings } {
  const broker = assignor === 'uniform' || assignor === 'range-of-broker';
  const known = new Map(topics.map(([topic, topicId, partitions]) => [topic, { topicId, partitions }]));
  return {
    group: describedGroup(assignor.replace('-of-broker', ''), members.map(([memberId, groupInstanceId, subscription, owned, , rack]) => ({ ...memberOf(memberId, owned, broker ? 'consumer' : 'classic'), groupInstanceId, subscription, rack }))),
    known: {
      paces: new Map(),
      rebalances: null,
      racks: succeeded(new Map(topics.map(([topic, , , racks]) => [topic, racks.map((each) => new Set(each))]))),
      topics: {
        find(topic) {
          const entry = known.get(topic);
          return entry === undefined || entry.partitions === 0 ? { status: 'gone', partitions: 0, topicId: null } : { status: 'present', ...entry };
        },
      },
    },
  };
}

function changesOf({ members, topics }: AssignmentCase): readonly AssignmentChange[] {
  const [first] = members;
  const subscribed = topics.find(([topic, , partitions]) => partitions > 0 && members.some(([, , subscription]) => subscription.includes(topic)));
  return [
    noChange,
    { ...noChange, members: 1 },
    { ...noChange, members: 3, makeStatic: true },
    { ...noChange, members: -1 },
    { ...noChange, gone: first === undefined ? [] : [first[0]] },
    ...(subscribed === undefined ? [] : [{ ...noChange, partitions: [{ topic: subscribed[0], partitions: 31 }] }]),
  ];
}

function mistakesIn(group: DescribedGroup, { columns, members, topics, moved }: WhatIf, change: AssignmentChange): readonly string[] {
  const mistakes: string[] = [];
  const subscriptions = new Map(group.members?.map(({ memberId, subscription }) => [memberId, subscription ?? []]));
  const stillSubscribed = new Set(members.flatMap(({ memberId, after }) => (memberId === null || after === null ? [] : (subscriptions.get(memberId) ?? []))));
  let moves = 0;
  columns.after.forEach((owner, row) => {
    const topic = topics[columns.topic[row] ?? -1] ?? '';
    const member = members[owner];
    const before = columns.before[row] ?? -1;
    if (before >= 0 && before !== owner) moves += 1;
    if (owner < 0 && stillSubscribed.has(topic)) mistakes.push(`${topic} has no owner`);
    if (member?.memberId != null && (member.after === null || subscriptions.get(member.memberId)?.includes(topic) !== true)) mistakes.push(`${topic} has an owner that does not subscribe it, or is gone`);
  });
  if (moves !== moved) mistakes.push('moves are counted wrongly');
  const after = members.reduce((sum, member) => sum + (member.after?.partitions ?? 0), 0);
  if (after !== columns.after.filter((owner) => owner >= 0).length) mistakes.push('loads do not add up');
  if (members.filter(({ before }) => before === null).length !== Math.max(0, change.members)) mistakes.push('new members are missing');
  return mistakes;
}
