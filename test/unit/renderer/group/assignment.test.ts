import { describe, expect, it } from 'vitest';
import { assignmentCsv } from '../../../../src/renderer/views/group/assignment-csv';
import { assignmentFindings } from '../../../../src/renderer/views/group/assignment-findings';
import { memberRows } from '../../../../src/renderer/views/group/member-rows';
import { silenceText } from '../../../../src/renderer/views/group/silence-text';
import { ownershipBy } from '../../../../src/renderer/views/group/ownership-by';
import { edges, hostile, incident, share } from '../../../renderer/harness/fixtures/group-models';
import { detailOf, member, type GroupModel } from '../../../renderer/harness/group-world';

const detail = (model: GroupModel) => detailOf(model, 1_000_000, 1_000_000, 1);
const odd = (model: GroupModel) => assignmentFindings(detail(model), memberRows(detail(model)), null).filter(({ isOdd }) => isOdd).map(({ name, text }) => `${name}: ${text}`);

describe('what an assignment tells', () => {
  it('names idle members, absent topics and subscriptions that differ', () => {
    expect(odd(incident())).toEqual(['Idle: 1 member: consumer-5. Its only topic, orders.v2, is absent.', 'Absent topics: 1 subscribed topic not there: orders.v2.', 'Subscriptions: They differ: 4 members to orders, refunds, chargebacks; consumer-5 to orders.v2.']);
  });

  it('does not call a topic absent that could not be read', () => {
    const model = incident();
    expect(odd({ ...model, failures: [{ scope: 'topic orders.v2', code: 'TOPIC_AUTHORIZATION_FAILED', message: 'No.' }] }).filter((each) => each.startsWith('Absent'))).toEqual([]);
  });

  it('says how far a KIP-848 group has come, and who still uses the classic protocol', () => {
    const model = edges();
    expect(odd(model)).toContain('Epochs: Group 12, assignment 11. The coordinator has yet to work out the assignment for epoch 12. 1 partition on the way to the members that are to have it.');
    const upgrading = { ...model, epochs: [12, 12] as const, members: model.members!.map((each, index) => ({ ...each, memberType: index === 0 ? ('classic' as const) : ('consumer' as const) })) };
    expect(odd(upgrading)).toContain('Upgrade: 1 of 2 members still uses the classic protocol, the others KIP-848’s.');
    expect(odd(upgrading).find((each) => each.startsWith('Epochs'))).toContain('audit-a (epoch 11) has yet to.');
  });

  it('says partitions without an owner, but not those of a topic that is gone', () => {
    const model = edges();
    expect(odd(model).filter((each) => each.startsWith('Without'))).toEqual([]);
    expect(odd({ ...model, partitions: model.partitions.map((each, index) => (index === 1 ? { ...each, owner: -1 } : each)) })).toContain('Without owner: 1 partition: audit-1.');
  });

  it('says nothing of owners in a share group, and nothing where members are not known', () => {
    expect(assignmentFindings(detail(share()), memberRows(detail(share())), null).map(({ name }) => name)).toEqual(['Subscriptions', 'Time-out']);
    expect(assignmentFindings({ ...detail(share()), members: null }, [], null)).toEqual([]);
  });
});

describe('time-outs', () => {
  const told = (model: GroupModel, more: Partial<ReturnType<typeof detail>> = {}) => assignmentFindings({ ...detail(model), ...more }, memberRows(detail(model)), null).find(({ name }) => name === 'Time-out')?.text;

  it('are those of the group’s settings, and of classic members nobody’s', () => {
    expect(told(edges())).toBe('1 min without a heartbeat, by the group’s consumer.session.timeout.ms; one is due every 5 s.');
    expect(told(edges(), { timeOuts: null })).toBe('Not told, or not yet: that takes Kafka 4.0 and the right to DESCRIBE_CONFIGS on the group.');
    expect(told(incident())).toBe('45 s without a heartbeat by default; Kafka does not tell a classic member’s.');
  });

  it('say when a silent member would leave, and once they are over that it lived on', () => {
    const group = detail(edges());
    const modern = { ...group, members: [member(0, [], { memberType: 'consumer' }), member(1, [], { memberType: 'classic' })] };
    const silence = (index: number, silentMs: number) => silenceText(modern, { member: index, since: modern.sampledAt - silentMs }, modern.sampledAt + 500).full;
    expect(silence(0, 13_000)).toBe('No commit for 13 s though records wait. If it stopped then, it leaves in about 47 s, by the group’s consumer.session.timeout.ms of 1 min.');
    expect(silence(0, 61_000)).toBe('No commit for 1 min 1 s though records wait. Its session time-out is over and it is still in the group: it lived on after its last commit. That goes by the group’s consumer.session.timeout.ms of 1 min.');
    const fixed = { ...modern, members: modern.members!.map((each) => ({ ...each, groupInstanceId: 'pod-1' })) };
    expect(silenceText(fixed, { member: 1, since: fixed.sampledAt - 61_000 }, fixed.sampledAt).short).toBe('1 min 1 s; dead, or a longer session');
    expect(silence(1, 13_000)).toBe('No commit for 13 s though records wait. If it stopped then, it leaves in about 32 s, by the consumer’s default of 45 s; Kafka does not tell a classic member’s.');
    expect(silence(1, 61_000)).toBe('No commit for 1 min 1 s though records wait. Its session time-out is over and it is still in the group: it lived on after its last commit, or its time-out is longer. That goes by the consumer’s default of 45 s; Kafka does not tell a classic member’s.');
  });
});

describe('who owns what, members of a host together', () => {
  it('adds up their lag, keeps what is unknown unknown, and counts them', () => {
    const model = { ...edges(), members: edges().members!.map((each) => ({ ...each, host: '/10.0.0.1' })) };
    const group = detail(model);
    const { rows, owner } = ownershipBy(group, memberRows(group), 'host');
    expect(rows.map(({ label, kind, broken }) => [label, kind, broken])).toEqual([['no owner', 'none', false], ['10.0.0.1, 2 members', 'member', true]]);
    expect(rows[1]!.notCounted).not.toBeNull();
    expect([...owner]).toEqual([1, 1, 1, 1, 1, 1, 0, 1, 1]);
  });

  it('marks where a partition is to come to', () => {
    const group = detail(edges());
    const model = { ...group, members: [group.members![0]!, member(1, group.members![1]!.assignment, { targetAssignment: [{ topic: 'audit', partitions: [0] }] })] };
    const { target } = ownershipBy({ ...model, members: [{ ...model.members[0]!, targetAssignment: [] }, model.members[1]!] }, memberRows(model), 'member');
    expect([...target]).toEqual([2, -1, -1, -1, -1, -1, -1, -1, -1]);
  });
});

describe('an assignment as CSV', () => {
  it('has a line for each partition and each idle member, unknown lag empty, and no formulas', () => {
    expect(assignmentCsv(detail(incident())).split('\r\n').slice(0, 2)).toEqual(['group,topic,partition,member,clientId,instanceId,host,lag', expect.stringMatching(/^payments-worker,orders,0,consumer-1-.*,consumer-1,,\/10\.4\.1\.20,\d+$/u)]);
    expect(assignmentCsv(detail(incident())).trimEnd().split('\r\n').at(-1)).toBe('payments-worker,,,consumer-5-6f0d2a1e-1f3c-4a51-9d0e-000000000004,consumer-5,,/10.4.1.24,');
    expect(assignmentCsv({ ...detail(incident()), groupId: '=1+1' })).toContain("\n'=1+1,");
    expect(assignmentCsv(detail(hostile()))).toContain('__proto__');
  });
});
