import { displayName } from '../../shared/display-name';
import type { GroupOccupant } from '../../shared/reset';
import { formatCount } from '../../shared/text';
import { longestSession } from '../../shared/time-outs';

const MOST_LINES = 20;

interface OccupiedGroup {
  readonly groupId: string;
  readonly groupType: string | null;
  readonly members: readonly GroupOccupant[];
  readonly sessionTimeOutMs: number | null;
}

/** Who keeps groups from being changed, a line each, the rest counted; and when those of them leave that were killed. */
export function memberLines(groups: readonly OccupiedGroup[]): readonly string[] {
  const occupied = groups.filter(({ members }) => members.length > 0);
  if (occupied.length === 0) return [];
  const lines = firstOf(
    occupied.flatMap(({ groupId, members }) =>
      members.map(({ memberId, clientId, groupInstanceId, host }) => `  ${displayName(groupId, 249)}: member ${displayName(memberId)}, client id ${displayName(clientId)}${groupInstanceId === null ? '' : `, instance id ${displayName(groupInstanceId)}`}, host ${displayName(host)}`),
    ),
  );
  return [...lines, `note: members that were killed leave when their session times out, by ${longestSession(occupied).source}.`];
}

/** The first lines, and how many more there are. */
export function firstOf(lines: readonly string[]): readonly string[] {
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES), `and ${formatCount(lines.length - MOST_LINES)} more`];
}
