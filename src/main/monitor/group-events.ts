import { REBALANCING_STATES, type GroupHistory, type GroupMember } from '../../shared/group';
import { memberNames } from '../rebalances/names';

export type GroupEvent = GroupHistory['events'][number];

const MOST_EVENTS = 200;
const MOVED = 'partitions moved';
/** Polls that see one rebalance at several of its steps are one event. */
const SAME_REBALANCE_MS = 10_000;

/** What two descriptions of a group show to have happened between them; null if nothing that moves partitions. */
export function changeOfMembers(before: readonly GroupMember[], after: readonly GroupMember[], groupState: string): Omit<GroupEvent, 'at'> | null {
  const old = new Map(before.map((member) => [member.memberId, member]));
  const present = new Set(after.map(({ memberId }) => memberId));
  const arrived = after.filter(({ memberId }) => !old.has(memberId));
  const departed = before.filter(({ memberId }) => !present.has(memberId));
  // A static member that starts again has another member id.
  const rejoined = arrived.filter((member) => hasInstance(departed, member));
  const joined = arrived.filter((member) => !rejoined.includes(member));
  const left = departed.filter((member) => !hasInstance(rejoined, member));
  if (arrived.length > 0 || departed.length > 0) {
    const words = [rejoined.length > 0 ? `${memberNames(rejoined)} joined again` : '', joined.length > 0 ? `${memberNames(joined)} joined` : '', left.length > 0 ? `${memberNames(left)} left` : '', after.length === 0 ? 'no member remains' : ''];
    return { kind: left.length > 0 ? 'members-left' : 'rebalance', text: words.filter((part) => part !== '').join(', ') };
  }
  if (REBALANCING_STATES.has(groupState)) return { kind: 'rebalance', text: groupState };
  const moved = after.some((member) => {
    const then = old.get(member.memberId)?.assignment;
    return then !== null && member.assignment !== null && then !== member.assignment && JSON.stringify(then) !== JSON.stringify(member.assignment);
  });
  return moved ? { kind: 'rebalance', text: MOVED } : null;
}

function hasInstance(members: readonly GroupMember[], { groupInstanceId }: GroupMember): boolean {
  return groupInstanceId !== null && members.some((member) => member.groupInstanceId === groupInstanceId);
}

/** Adds an event, oldest first; further steps of the newest rebalance are taken into it. */
export function addEvent(events: GroupEvent[], event: GroupEvent): void {
  const last = events[events.length - 1];
  if (last !== undefined && isOfMembers(last) && isOfMembers(event) && event.at - last.at < SAME_REBALANCE_MS) {
    if (isStep(last)) {
      events[events.length - 1] = { ...event, at: last.at };
      return;
    }
    if (isStep(event) || event.text === last.text) return;
  }
  events.push(event);
  if (events.length > MOST_EVENTS) events.splice(0, events.length - MOST_EVENTS);
}

function isOfMembers({ kind }: GroupEvent): boolean {
  return kind === 'rebalance' || kind === 'members-left';
}

/** It says that members hand partitions around, not why. */
function isStep({ text }: GroupEvent): boolean {
  return text === MOVED || REBALANCING_STATES.has(text);
}
