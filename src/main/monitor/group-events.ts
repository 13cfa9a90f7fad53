import { REBALANCING_STATES, type GroupHistory, type GroupMember } from '../../shared/group';

export type GroupEvent = GroupHistory['events'][number];

const MOST_EVENTS = 200;
/** Polls that see one rebalance at several of its steps are one event. */
const SAME_REBALANCE_MS = 10_000;

/** What two descriptions of a group show to have happened between them; null if nothing that moves partitions. */
export function rebalanceText(before: readonly GroupMember[], after: readonly GroupMember[], groupState: string): string | null {
  const old = new Map(before.map((member) => [member.memberId, member]));
  const joined = after.filter((member) => !old.has(member.memberId)).length;
  const left = before.length - (after.length - joined);
  if (joined > 0 || left > 0) return [joined > 0 ? `${joined} joined` : '', left > 0 ? `${left} left` : ''].filter((part) => part !== '').join(', ');
  if (REBALANCING_STATES.has(groupState)) return groupState;
  const moved = after.some((member) => {
    const then = old.get(member.memberId)?.assignment;
    return then !== null && member.assignment !== null && then !== member.assignment && JSON.stringify(then) !== JSON.stringify(member.assignment);
  });
  return moved ? 'partitions moved' : null;
}

/** Adds an event, oldest first; further steps of the newest rebalance are taken into it. */
export function addEvent(events: GroupEvent[], event: GroupEvent): void {
  const last = events[events.length - 1];
  if (event.kind === 'rebalance' && last?.kind === 'rebalance' && event.at - last.at < SAME_REBALANCE_MS) {
    if (REBALANCING_STATES.has(last.text) || last.text === event.text) events[events.length - 1] = { ...last, text: event.text };
    return;
  }
  events.push(event);
  if (events.length > MOST_EVENTS) events.splice(0, events.length - MOST_EVENTS);
}
