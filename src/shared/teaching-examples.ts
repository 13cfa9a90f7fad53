/** The classic pictures of one topic with 4 partitions, for a help page. */
export interface TeachingExample {
  readonly title: string;
  readonly consumers: number;
  /** By partition: which consumer, from 0. */
  readonly owners: readonly number[];
  readonly text: string;
}

export const TEACHING_PARTITIONS = 4;

/** As RangeAssignor assigns them. */
export const TEACHING_EXAMPLES: readonly TeachingExample[] = [
  { title: '1 consumer', consumers: 1, owners: [0, 0, 0, 0], text: 'A single consumer reads all four partitions.' },
  { title: '2 consumers', consumers: 2, owners: [0, 0, 1, 1], text: 'Each reads two. A partition is never read by two members of one group. Range gives neighbours to one member; round-robin deals them out in turn.' },
  { title: '4 consumers', consumers: 4, owners: [0, 1, 2, 3], text: 'One partition each: the group cannot read with more consumers than this.' },
  { title: '5 consumers', consumers: 5, owners: [0, 1, 2, 3], text: 'The fifth is idle. It takes over when one of the others goes; to read faster, the topic needs more partitions.' },
];
