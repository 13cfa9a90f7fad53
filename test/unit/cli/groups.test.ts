import { expect, test } from 'vitest';
import { detailOf, groupFailures, lineFailures } from '../../../src/cli/group-failures';
import { groupJson } from '../../../src/cli/group-json';
import { groupLines } from '../../../src/cli/group-lines';
import { groupsText, noGroupText } from '../../../src/cli/print';
import { ClusterFacts } from '../../../src/main/monitor/cluster-facts';
import { ScriptedCluster } from '../monitor/scripted-cluster';

test('a group whose offsets were never read has unknown partitions, not none', () => {
  const facts = new ClusterFacts();
  const record = facts.group('unread', 1);
  const lines = groupLines(facts, null, null);
  expect(lines).toMatchObject([{ groupId: 'unread', partitions: null, totalLag: null, unknownPartitions: null, uncommittedPartitions: null, verdict: 'unknown' }]);
  expect(groupsText(lines).split('\n')[1]).toMatch(/^unread +- +- +unknown( +-){5}$/);
  expect(lineFailures(facts, lines)).toEqual([
    { scope: 'group unread', code: 'UNKNOWN', message: 'Its partitions and their lag are not known: Its committed offsets have not been read.' },
  ]);
  expect(groupJson(detailOf(facts, record))).toMatchObject({ partitions: null, totalLag: null, unknownPartitions: null, uncommittedPartitions: null });
});

test('what is missing is told once, and for the right reason', async () => {
  const cluster = new ScriptedCluster([1]);
  cluster.node(1).groups.set('read', 90).set('loading', null);
  await cluster.round();
  const { facts } = cluster;
  expect(facts.roundFailures.map(({ scope }) => scope)).toEqual(['group loading']);
  expect(lineFailures(facts, groupLines(facts, null, null))).toEqual([]);

  // The log end is known, the committed offset is not: that is the reason, not the log end.
  const record = facts.groups.get('read');
  if (record === undefined) throw new Error('not listed');
  record.rows.committed[0] = NaN;
  record.rows.lag[0] = NaN;
  record.rows.lagState[0] = 8;
  expect(groupFailures(detailOf(facts, record))).toEqual([{ scope: 'partition t-0', code: 'UNKNOWN', message: 'The committed offset has not been read yet.' }]);
});

test('a total that leaves partitions out is a lower bound', () => {
  const line = { groupId: 'g', groupType: 'classic', groupState: 'Empty', protocolType: null, coordinator: { nodeId: 1 }, members: 0, partitions: 3, totalLag: 7, unknownPartitions: 0, uncommittedPartitions: 1, verdict: 'stopped' } as const;
  const cells = (text: string): unknown => text.split('\n').map((row) => row.split(/ +/));
  expect(cells(groupsText([line, { ...line, uncommittedPartitions: 0 }]))).toEqual([
    ['GROUP', 'TYPE', 'STATE', 'VERDICT', 'MEMBERS', 'PARTITIONS', 'TOTAL-LAG', 'UNCOMMITTED', 'UNKNOWN'],
    ['g', 'classic', 'Empty', 'stopped', '0', '3', '>=7', '1', '0'],
    ['g', 'classic', 'Empty', 'stopped', '0', '3', '7', '0', '0'],
  ]);
});

test('an empty list says whether the filter, the credentials or a silent broker made it so', () => {
  const known = [{ groupState: 'Stable', groupType: 'classic' }, { groupState: 'Empty', groupType: 'classic' }, { groupState: null, groupType: 'share' }];
  const filter = { states: ['bogus'], types: null, complete: true };
  expect(noGroupText(known, filter)).toBe('None of the 3 groups matches --state bogus. States: Empty (1), Stable (1), not known (1). Types: classic (2), share (1).');
  expect(noGroupText([], filter)).toContain('may not DESCRIBE any group');
  expect(noGroupText([], { ...filter, complete: false })).toBe('No group is known. Not every broker answered, so there may be others.');
});
