/** Words of the engine's sentences and what they become; longer ones first. What surrounds them keeps names out: those hold no such words at these places. */
const BEGINNINGS: readonly (readonly [now: RegExp, then: string])[] = [
  [/^ is /u, ' was '],
  [/^ has /u, ' had '],
  [/^ keeps up/u, ' kept up'],
  [/^ lost /u, ' had lost '],
  [/^ cannot be /u, ' could not be '],
];
const WITHIN: readonly (readonly [now: RegExp, then: string])[] = [
  [/(: |, and )nothing waits/u, '$1nothing waited'],
  [/( records?) waits?(?= and it has no member|[.;])/u, '$1 waited'],
  [/ waited and it has no member/u, ' waited and it had no member'],
  [/( [\d,]+) (?:is|are) still there/u, '$1 were still there'],
  [/ were still there, and it has no member/u, ' were still there, and it had no member'],
  [/^ had no member, yet offsets are committed/u, ' had no member, yet offsets were committed'],
  [/^No member is in the group/u, 'No member was in the group'],
  [/( [\d,—]+) has not moved/u, '$1 had not moved'],
  [/ is in the group(?=[^]{0,80}$)/u, ' was in the group'],
  [/ partitions stand still(?=[^]{0,120}$)/u, ' partitions stood still'],
];

/** What the engine says of a group (its sentence without the group's name, or its evidence), of figures that are not renewed: as of then. */
export function pastTense(text: string): string {
  const begun = BEGINNINGS.find(([now]) => now.test(text));
  return WITHIN.reduce((said, [now, then]) => said.replace(now, then), begun === undefined ? text : text.replace(begun[0], begun[1]));
}
