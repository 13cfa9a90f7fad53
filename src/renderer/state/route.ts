import type { DeletionWish } from '../../shared/deletion';
import { createStore, useStore } from './store';

/** Every place in the window. Kept in memory: names from Kafka never become part of an address. */
export type Route =
  | { readonly kind: 'overview' }
  | { readonly kind: 'groups'; readonly profileId: string }
  | { readonly kind: 'group'; readonly profileId: string; readonly groupId: string }
  /** `partition`: only this one, to be moved past its next record. */
  | { readonly kind: 'reset'; readonly profileId: string; readonly groupIds: readonly string[]; readonly partition: { readonly topic: string; readonly partition: number } | null }
  /** A group that is made by committing its offsets. */
  | { readonly kind: 'newGroup'; readonly profileId: string }
  | { readonly kind: 'undo'; readonly profileId: string; readonly operationId: string }
  /** What a plan that was carried out has left undone. */
  | { readonly kind: 'retry'; readonly profileId: string; readonly planId: string }
  | { readonly kind: 'delete'; readonly profileId: string; readonly wish: DeletionWish }
  /** Triggering one. */
  | { readonly kind: 'rebalance'; readonly profileId: string; readonly groupId: string }
  /** Removing members; `memberId`: this one is chosen at first. */
  | { readonly kind: 'removal'; readonly profileId: string; readonly groupId: string; readonly memberId?: string }
  /** How partitions are assigned, by examples; opened from a group's page, and from the sheet of keys. */
  | { readonly kind: 'teaching'; readonly profileId: string; readonly groupId: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'topics'; readonly profileId: string }
  | { readonly kind: 'topic'; readonly profileId: string; readonly topic: string }
  | { readonly kind: 'brokers'; readonly profileId: string }
  | { readonly kind: 'audit'; readonly profileId: string }
  | { readonly kind: 'operation'; readonly profileId: string; readonly operationId: string }
  /** The same two of the topic that a team shares. */
  | { readonly kind: 'sharedAudit'; readonly profileId: string }
  | { readonly kind: 'sharedOperation'; readonly profileId: string; readonly operationId: string }
  /** `offset` null: the last records. `groupId`: whose position led there; null: nobody's. */
  | { readonly kind: 'records'; readonly profileId: string; readonly topic: string; readonly partition: number; readonly offset: number | null; readonly groupId: string | null }
  | { readonly kind: 'addCluster' }
  | { readonly kind: 'editCluster'; readonly profileId: string }
  | { readonly kind: 'settings' };

interface Place {
  readonly route: Route;
  /** Tells one visit of a place from another: going back leads to the same one. */
  readonly visit: number;
}

interface Journey {
  readonly places: readonly Place[];
  readonly at: number;
}

const PLACES_KEPT = 100;
const OVERVIEW: Place = { route: { kind: 'overview' }, visit: 0 };
let visits = 0;
const journey = createStore<Journey>({ places: [OVERVIEW], at: 0 });

export function useRoute(): Route {
  return placeOf(useStore(journey)).route;
}

/** Which visit of this place it is: what was done in it is found again by this. */
export function useVisit(): number {
  return placeOf(useStore(journey)).visit;
}

/** Goes to a place; going where one is already changes nothing. */
export function navigate(route: Route): void {
  const { places, at } = journey.get();
  if (sameRoute(placeOf(journey.get()).route, route)) return;
  const kept = [...places.slice(Math.max(0, at + 2 - PLACES_KEPT), at + 1), visitOf(route)];
  journey.set({ places: kept, at: kept.length - 1 });
}

/** Goes from a sheet that is done with to another place: going back does not lead to the sheet again. */
export function leaveFor(route: Route): void {
  const { places, at } = journey.get();
  const before = places.slice(0, at);
  const last = before[before.length - 1];
  const kept = last !== undefined && sameRoute(last.route, route) ? before : [...before, visitOf(route)];
  journey.set({ places: kept, at: kept.length - 1 });
}

export function goBack(): boolean {
  return move(-1);
}

export function goForward(): boolean {
  return move(1);
}

/** The place above: what Esc means when nothing else takes it. Null at the top. */
export function parentOf(route: Route): Route | null {
  switch (route.kind) {
    case 'overview':
      return null;
    case 'group':
      return { kind: 'groups', profileId: route.profileId };
    case 'reset':
      return pageOfGroups(route.profileId, route.groupIds);
    case 'delete':
      return pageOfGroups(route.profileId, route.wish.kind === 'offsets' ? [route.wish.groupId] : route.wish.groupIds);
    case 'rebalance':
    case 'removal':
    case 'teaching':
      return { kind: 'group', profileId: route.profileId, groupId: route.groupId };
    case 'newGroup':
    case 'undo':
    case 'retry':
      return { kind: 'groups', profileId: route.profileId };
    case 'operation':
      return { kind: 'audit', profileId: route.profileId };
    case 'sharedOperation':
      return { kind: 'sharedAudit', profileId: route.profileId };
    case 'records':
      return { kind: 'topic', profileId: route.profileId, topic: route.topic };
    case 'topic':
      return { kind: 'topics', profileId: route.profileId };
    case 'editCluster':
      return { kind: 'groups', profileId: route.profileId };
    default:
      return { kind: 'overview' };
  }
}

/** The page of the one group, or the table of several. */
export function pageOfGroups(profileId: string, groupIds: readonly string[]): Route {
  const [groupId] = groupIds;
  return groupIds.length === 1 && groupId !== undefined ? { kind: 'group', profileId, groupId } : { kind: 'groups', profileId };
}

/** The cluster that a place belongs to, or null. */
export function profileOf(route: Route): string | null {
  return 'profileId' in route ? route.profileId : null;
}

function sameRoute(left: Route, right: Route): boolean {
  const parts = (route: Route): string => JSON.stringify(Object.entries(route).sort(([a], [b]) => (a < b ? -1 : 1)));
  return parts(left) === parts(right);
}

function visitOf(route: Route): Place {
  visits += 1;
  return { route, visit: visits };
}

function placeOf({ places, at }: Journey): Place {
  return places[at] ?? OVERVIEW;
}

function move(by: number): boolean {
  const { places, at } = journey.get();
  if (places[at + by] === undefined) return false;
  journey.set({ places, at: at + by });
  return true;
}
