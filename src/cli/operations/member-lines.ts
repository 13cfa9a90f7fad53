import { displayName } from '../../shared/display-name';
import type { GroupOccupant } from '../../shared/reset';
import { formatCount } from '../../shared/text';

const MOST_LINES = 20;

/** Who keeps groups from being changed, a line each; the rest is counted. */
export function memberLines(groups: readonly { readonly groupId: string; readonly members: readonly GroupOccupant[] }[]): readonly string[] {
  return firstOf(
    groups.flatMap(({ groupId, members }) =>
      members.map(({ memberId, clientId, groupInstanceId, host }) => `  ${displayName(groupId, 249)}: member ${displayName(memberId)}, client id ${displayName(clientId)}${groupInstanceId === null ? '' : `, instance id ${displayName(groupInstanceId)}`}, host ${displayName(host)}`),
    ),
  );
}

/** The first lines, and how many more there are. */
export function firstOf(lines: readonly string[]): readonly string[] {
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES), `and ${formatCount(lines.length - MOST_LINES)} more`];
}
