/**
 * Places labels of `gap` pixels height beside the ends of lines, without overlap and inside [0, height]; each as near
 * to its wanted middle as its neighbours allow. Same order out as in; null for those that find no room, the last first.
 */
export function spreadLabels(wanted: readonly number[], height: number, gap: number): (number | null)[] {
  const room = Math.max(0, Math.floor(height / gap));
  const order = wanted.map((_, index) => index).slice(0, room);
  order.sort((left, right) => wanted[left]! - wanted[right]! || left - right);
  const placed: (number | null)[] = wanted.map(() => null);
  let floor = gap / 2;
  for (const index of order) {
    const y = Math.max(floor, wanted[index]!);
    placed[index] = y;
    floor = y + gap;
  }
  let ceiling = height - gap / 2;
  for (const index of order.reverse()) {
    const y = Math.min(ceiling, placed[index]!);
    placed[index] = y;
    ceiling = y - gap;
  }
  return placed;
}
