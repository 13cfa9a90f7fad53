/**
 * Whether a lower-case text fits a lower-case pattern: without `*` the pattern is a part of it, with `*` the whole
 * text must fit. No regular expression of the user's ever runs; the time is bounded by the lengths.
 */
export function fitsPattern(text: string, pattern: string): boolean {
  if (!pattern.includes('*')) return text.includes(pattern);
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts[parts.length - 1] ?? '';
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const at = text.indexOf(part, from);
    if (at === -1 || at + part.length > end) return false;
    from = at + part.length;
  }
  return from <= end;
}
