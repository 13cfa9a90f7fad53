import { useMemo } from 'react';
import { displayName } from '../../../shared/display-name';
import { formatCounted } from '../../../shared/text';
import type { WhatIf, WhatIfMember } from '../../../shared/what-if';
import { ChangeMatrix, type ChangeRow } from '../../charts/ChangeMatrix';
import { ownershipChange } from '../../charts/ownership-change';
import { compareNames } from '../../format/compare-names';
import { partName } from '../../format/part-name';
import { topicLabel } from '../group/partition-label';
import styles from './WhatIf.module.css';
import { whatIfSentence } from './what-if-words';

/** Who has what as it is, and as it would be. */
export function WhatIfPicture({ answer, names, isRefused }: { readonly answer: WhatIf | null; readonly names: readonly string[]; readonly isRefused: boolean }) {
  if (answer === null) return <section className={styles.pictures} aria-label="Before and after">{isRefused ? <p className={styles.none}>There is no picture of this; why is said below.</p> : null}</section>;
  return <Pictures answer={answer} names={names} />;
}

function Pictures({ answer, names }: { readonly answer: WhatIf; readonly names: readonly string[] }) {
  const { columns, members, assignor } = answer;
  const order = useMemo(() => rowOrder(answer, names), [answer, names]);
  const change = useMemo(() => ownershipChange(rowsOf(columns.before, order), rowsOf(columns.after, order), columns.stops), [columns, order]);
  const topics = useMemo(() => answer.topics.map(topicLabel), [answer.topics]);
  const rows = useMemo(() => ({ before: order.map((index) => rowOf(members[index]!, names[index] ?? '', index, 'before')), after: order.map((index) => rowOf(members[index]!, names[index] ?? '', index, 'after')) }), [order, members, names]);
  const most = members.reduce((top, { before, after }) => Math.max(top, before?.partitions ?? 0, after?.partitions ?? 0), 1);
  const sides = { topic: columns.topic, number: columns.partition, topics, most };
  const idle = members.some(({ before }) => before?.partitions === 0);
  return (
    <section className={styles.pictures} aria-label="Before and after">
      <ChangeMatrix title={`As it is: ${displayName(assignor.before, 40)}, ${formatCounted(members.filter(({ before }) => before !== null).length, 'member')}`} rows={rows.before} change={change.before} label={`As it is${idle ? ', with idle members' : ''}.`} {...sides} />
      <ChangeMatrix title={`What if: ${displayName(assignor.after, 40)}, ${formatCounted(members.filter(({ after }) => after !== null).length, 'member')}`} rows={rows.after} change={change.after} label={`What if: ${whatIfSentence(answer)}`} {...sides} />
    </section>
  );
}

/** From this many members on, those that change come first; fewer stay as they are listed. */
const SORT_FROM = 13;

/** Indices of the members in the order of the rows: by name, new ones last. Many: those that change first, by how much they have. */
function rowOrder({ members, columns }: WhatIf, names: readonly string[]): number[] {
  const changes = new Uint8Array(members.length);
  columns.before.forEach((before, partition) => {
    const after = columns.after[partition]!;
    if (before === after) return;
    if (before >= 0) changes[before] = 1;
    if (after >= 0) changes[after] = 1;
  });
  const had = (index: number): number => members[index]!.before?.partitions ?? -1;
  const byName = (left: number, right: number): number => Number(members[left]!.memberId === null) - Number(members[right]!.memberId === null) || compareNames(names[left] ?? '', names[right] ?? '') || left - right;
  const order = members.map((_, index) => index).sort(byName);
  return members.length < SORT_FROM ? order : order.sort((left, right) => changes[right]! - changes[left]! || had(right) - had(left) || byName(left, right));
}

function rowsOf(owners: Int32Array, order: readonly number[]): Int32Array {
  const rowOfMember = new Map(order.map((member, row) => [member, row]));
  return owners.map((member) => rowOfMember.get(member) ?? -1);
}

function rowOf(member: WhatIfMember, label: string, index: number, of: 'before' | 'after'): ChangeRow {
  return { key: String(index), label, ...partName(label), partitions: member[of]?.partitions ?? null, isNew: member.memberId === null };
}
