/** Where a record lies, and why it is copied from there. */
export interface RecordOrigin {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Whose position stands at it; null: nobody's. */
  readonly groupId: string | null;
  /** In the operator's words; may be empty. */
  readonly reason: string;
}

/** The headers that a copy gets behind its own, so that whoever reads it can go back. */
export function copyHeaders({ topic, partition, offset, groupId, reason }: RecordOrigin): readonly { readonly name: string; readonly value: string }[] {
  return [
    { name: 'offsight.topic', value: topic },
    { name: 'offsight.partition', value: String(partition) },
    { name: 'offsight.offset', value: String(offset) },
    ...(groupId === null ? [] : [{ name: 'offsight.group', value: groupId }]),
    ...(reason === '' ? [] : [{ name: 'offsight.reason', value: reason }]),
  ];
}
