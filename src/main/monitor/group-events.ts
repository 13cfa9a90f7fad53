import type { GroupHistory } from '../../shared/group';
import type { Rebalance, RebalanceMembers } from '../../shared/rebalances';
import { memberNames } from '../rebalances/names';
import type { GroupRecord } from './group-record';

export type GroupEvent = GroupHistory['events'][number];

const MOST_EVENTS = 200;

/** Adds an event that is none of the members', oldest first. */
export function addEvent(events: GroupEvent[], event: GroupEvent): void {
  events.push(event);
  if (events.length > MOST_EVENTS) events.splice(0, events.length - MOST_EVENTS);
}

/** What happened to the group, oldest first: rebalances of the last hour that are over, and what else was noted. */
export function eventsOf({ events, rebalances }: GroupRecord, now: number): readonly GroupEvent[] {
  const told = (rebalances?.tell(now, NaN).rebalances ?? []).filter(({ endedAt }) => endedAt !== null).map(eventOf);
  return told.length === 0 ? events : [...events, ...told].sort((left, right) => left.at - right.at);
}

function eventOf({ startedAt, joined, left, replaced, members, moved }: Rebalance): GroupEvent {
  const again = { count: replaced.count, members: replaced.pairs.map(({ after }) => after) };
  const words = [said(again, 'joined again'), said(joined, 'joined'), said(left, 'left'), left.count > 0 && members.after === 0 ? 'no member remains' : ''].filter((part) => part !== '');
  const text = words.length > 0 ? words.join(', ') : (moved?.count ?? 0) > 0 ? 'partitions moved' : 'rebalanced';
  return { at: startedAt, kind: left.count > 0 ? 'members-left' : 'rebalance', text };
}

function said({ count, members }: RebalanceMembers, verb: string): string {
  if (count === 0) return '';
  return `${count > members.length ? `${count} members` : memberNames(members)} ${verb}`;
}
