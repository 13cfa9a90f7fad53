import type { ResolvedRequest, WishedOffset } from '../../../shared/reset';

/** The request as far as it is about one group: of offsets that are wished by name only its own, so that a thousand groups do not each look through all. */
export function requestsByGroup(request: ResolvedRequest): (groupId: string) => ResolvedRequest {
  const { target } = request;
  if (target.kind !== 'to-offsets') return () => request;
  const byGroup = new Map<string | null, WishedOffset[]>();
  for (const wished of target.offsets) {
    const ofGroup = byGroup.get(wished.groupId);
    if (ofGroup === undefined) byGroup.set(wished.groupId, [wished]);
    else ofGroup.push(wished);
  }
  const ofAny = byGroup.get(null) ?? [];
  return (groupId) => ({ ...request, target: { ...target, offsets: [...ofAny, ...(byGroup.get(groupId) ?? [])] } });
}
