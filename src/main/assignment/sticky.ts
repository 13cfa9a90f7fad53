import type { GroupShape } from './group-shape';
import { assignStickyAlike, type StickyResult } from './sticky-alike';
import { settleClaims } from './sticky-claims';
import { assignStickyUnlike } from './sticky-unlike';

/** Kafka's StickyAssignor, and the first step of CooperativeStickyAssignor. */
export function assignSticky(shape: GroupShape): StickyResult {
  const claims = settleClaims(shape);
  return claims.alike ? assignStickyAlike(shape, claims) : assignStickyUnlike(shape, claims);
}
