import { expect, test } from 'vitest';
import { ClusterFacts } from '../../../src/main/monitor/cluster-facts';
import { applyDescription } from '../../../src/main/monitor/descriptions';
import { applyCommitted, buildRows } from '../../../src/main/monitor/group-structure';
import type { GroupMember } from '../../../src/shared/group';
import { memberOf } from './watched-group';

/** Group g on topic t, whose lags are above 0 from the beginning; times in seconds. */
function watch() {
  const facts = new ClusterFacts();
  const record = facts.group('g', 1);
  facts.partitions.applyMetadata([{ errorCode: 0, topic: 't', topicId: null, internal: false, partition: Int32Array.of(0, 1), leader: Int32Array.of(1, 1), errorCodes: new Int16Array(2) }], null);
  return {
    read(at: number, ...committed: readonly [number, number]) {
      const answer = { groups: [], partition: Int32Array.of(0, 1), committedOffset: Float64Array.from(committed), leaderEpoch: new Int32Array(2), errorCode: new Int16Array(2), metadata: new Map() };
      applyCommitted(record, [{ topic: 't', from: 0, to: 2 }], answer, facts.partitions, at * 1_000);
      for (const row of [0, 1]) if (!(record.rows.laggingSince[row]! > 0)) record.rows.laggingSince[row] = at * 1_000 + 1;
    },
    see(at: number, ...members: readonly GroupMember[]) {
      applyDescription(record, { groupState: members.length === 0 ? 'Empty' : 'Stable', protocolType: 'consumer', assignor: 'range', groupEpoch: null, assignmentEpoch: null, members, failures: [] }, at * 1_000 + 2);
      if (record.rowsDirty) buildRows(record, facts.partitions);
    },
    newest: () => record.rebalances?.tell(1_000_000, NaN).rebalances[0]?.cause,
  };
}

const [A, B] = [memberOf('a', [0]), memberOf('b', [1])];

test('the first commit of a new owner, read before its ownership is, is not the former owner’s', () => {
  const group = watch();
  for (let at = 0; at <= 20; at += 5) {
    group.read(at, at, at);
    group.see(at, A, B);
  }
  for (let at = 25; at <= 45; at += 5) {
    group.read(at, 20, at);
    group.see(at, A, B);
  }
  group.read(50, 48, 50); // a was killed at 20, and b has had its partition since 46
  group.see(50, memberOf('b', [0, 1]));
  expect(group.newest()).toMatchObject({ kind: 'session-timed-out', certainty: 'likely', evidence: expect.stringContaining('nothing was committed for at least 25 s before') });
});

test('however many readings show the new owner’s commits before a look shows it', () => {
  const group = watch();
  for (const at of [0, 5, 10]) {
    group.read(at, at, at);
    group.see(at, A, B);
  }
  for (const at of [15, 20, 25]) {
    group.read(at, 10, at);
    group.see(at, A, B);
  }
  for (const at of [30, 31, 32]) group.read(at, at, at);
  group.see(33, memberOf('b', [0, 1]));
  expect(group.newest()).toMatchObject({ kind: 'session-timed-out', evidence: expect.stringContaining('for at least 15 s') });
});

test('the first reading that shows a member as an owner may show its predecessor’s commit', () => {
  const group = watch();
  for (const at of [0, 5, 10]) {
    group.read(at, at, at);
    group.see(at, A, B);
  }
  group.see(12, memberOf('c', [0]), B);
  for (let at = 15; at <= 55; at += 5) {
    group.read(at, 11, at);
    group.see(at, memberOf('c', [0]), B);
  }
  group.read(60, 58, 60);
  group.see(60, memberOf('b', [0, 1]));
  expect(group.newest()).toMatchObject({ kind: 'session-timed-out', evidence: expect.stringContaining('for at least 40 s') });
});

test('a reading that arrives just after the last look with the member still counts', () => {
  const group = watch();
  for (let at = 0; at <= 20; at += 5) {
    group.see(at, A, B);
    group.read(at + 0.01, at, at);
  }
  group.read(25, 24, 25);
  group.see(25, memberOf('b', [0, 1]));
  expect(group.newest()).toMatchObject({ kind: 'member-left', certainty: 'likely', evidence: 'a left, and had committed 5 s before that was seen, or less.' });
});

test('offsets that were not read since a member got its partitions tell nothing of it', () => {
  const group = watch();
  for (const at of [0, 5]) {
    group.read(at, at, at);
    group.see(at, A, B);
  }
  group.read(10, 10, 10); // the last commit of a
  group.see(10, memberOf('c', [0]), B);
  group.see(15, memberOf('b', [0, 1])); // this round's offsets come after it
  expect(group.newest()).toMatchObject({ kind: 'member-left', certainty: 'possible', evidence: expect.stringContaining('c left. Its offsets were not read while it had its partitions') });
});

test('lags are of the round in which they are worked out, after its look', () => {
  const group = watch();
  group.see(0, A, B);
  group.read(0.005, 0, 0); // and its lag
  group.see(5, memberOf('b', [0, 1]));
  expect(group.newest()?.evidence).toContain('a left. It was not seen to commit in the 5 s since it was first read as an owner, though records waited');
});

test('a member that left in order committed until shortly before', () => {
  const group = watch();
  for (let at = 0; at <= 20; at += 5) {
    group.read(at, at, at);
    group.see(at, A, B);
  }
  group.read(25, 24, 25);
  group.see(25, memberOf('b', [0, 1]));
  expect(group.newest()).toMatchObject({ kind: 'member-left', certainty: 'likely', evidence: 'a left, and had committed 6 s before that was seen, or less.' });
});
