/** More would be no question about this group any more, and keep the engine busy. */
export const MOST_MEMBERS_ADDED = 500;
export const MOST_PARTITIONS_OF_TOPIC = 10_000;
