import { expect, test } from 'vitest';
import { changeOf, parseAssignmentOptions } from '../../../src/cli/assignment/options';
import { memberIdsOf } from '../../../src/cli/assignment/member-ids';
import { whatIfText } from '../../../src/cli/assignment/text';
import { UsageError } from '../../../src/cli/usage';
import { whatIf } from '../../../src/main/assignment/what-if';
import { describedGroup, memberOf, noChange, topicsOf } from '../assignment/described-group';

test('reads what is to be different', () => {
  expect(changeOf(['members=+2,assignor=sticky', 'partitions=orders:12,static,gone=c-1'])).toEqual({ members: 2, gone: ['c-1'], assignor: 'sticky', partitions: [{ topic: 'orders', partitions: 12 }], makeStatic: true });
  expect(changeOf(['members=-1'])).toEqual({ ...noChange, members: -1 });
});

test.each(['members=1', 'members', 'partitions=orders', 'partitions=orders:x', 'assignor=', 'statics', '', 'members=+501', 'partitions=t:0'])('refuses --what-if %s', (text) => {
  expect(() => changeOf([text])).toThrow(UsageError);
});

test('wants one group', () => {
  expect(() => parseAssignmentOptions(['--bootstrap-server', 'b:1'])).toThrow(UsageError);
  expect(() => parseAssignmentOptions(['--bootstrap-server', 'b:1', '--group', 'a', '--group', 'b'])).toThrow(UsageError);
  expect(parseAssignmentOptions(['--bootstrap-server', 'b:1', '--group', 'a'])).toMatchObject({ group: 'a', change: null, json: false });
});

test('prints before and after, and what moves', () => {
  const result = whatIf(describedGroup('range', [memberOf('a', { orders: [0, 1] }), memberOf('b\u001b[2J', { orders: [2, 3] })], { orders: [5, 7, 11, NaN] }), { topics: topicsOf({ orders: 4 }), racks: null, paces: new Map(), rebalances: null }, { ...noChange, members: 2 });
  if (!result.ok) throw new Error(result.failure.message);
  const text = whatIfText(result.value);
  expect(text.split('\n').map((line) => line.replaceAll(/ +/gu, ' '))).toEqual([
    '3 of 4 partitions would change hands (2 to 3, by where the new members’ ids sort); 4 would stand still on the way, in 1 rebalance.',
    expect.stringMatching(/^All 4 partitions stand still.* How long its last rebalances took is not known: nobody watched it\.$/u),
    'How fast its members read is not known: it was not watched for a minute.',
    'MEMBER HOST #BEFORE #AFTER LAG-BEFORE LAG-AFTER',
    'a host-a 2 1 12 5',
    'b\\x1b[2J host-b\\x1b[2J 2 1 >=11 7',
    '(new 1) - - 1 - 11',
    '(new 2) - - 1 - -',
    'TOPIC PARTITION FROM TO',
    'orders 1 a b\\x1b[2J',
    'orders 2 b\\x1b[2J (new 1)',
    'orders 3 b\\x1b[2J (new 2)',
    expect.stringMatching(/^note: Where new members come/u),
  ]);
});

test('a member that goes is named by any id that only one has', () => {
  const detail = describedGroup('range', [memberOf('m-1', {}), memberOf('m-2', {}), memberOf('m-3', {})]);
  const members = (detail.members ?? []).map((member, index) => ({ ...member, clientId: index < 2 ? 'app' : 'other', groupInstanceId: index === 1 ? 'pod-1' : null }));
  expect(memberIdsOf({ groupId: 'g', members }, ['pod-1', 'other', 'm-1', '__proto__'])).toEqual({ ok: true, value: ['m-2', 'm-3', 'm-1', '__proto__'] });
  expect(memberIdsOf({ groupId: 'g', members }, ['app'])).toMatchObject({ ok: false, failure: { code: 'SEVERAL_MEMBERS' } });
});
