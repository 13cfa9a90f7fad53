/** Two characters that stand for a name in little room: of `payments-eu` pe, of `kafka3` k3, of `logistics` lo. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const [first, ...rest] = words.map((word) => [...word]);
  if (first === undefined) return '··';
  const last = rest[rest.length - 1];
  if (last !== undefined) return `${first[0]}${last[0]}`;
  const digit = first.slice(1).find((character) => /\p{N}/u.test(character));
  return `${first[0]}${digit ?? first[1] ?? ''}`;
}
