/** In the order of their keys: 1 is the first. */
export const GROUP_TABS = ['partitions', 'members', 'rebalances', 'whatIf', 'failures'] as const;
export type GroupTab = (typeof GROUP_TABS)[number];

/** Under which a group's page remembers which tab is open. */
export function groupTabKey(profileId: string, groupId: string): string {
  return `tab of ${profileId} ${groupId}`;
}
