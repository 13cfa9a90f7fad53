/** Parts of about equal size, none larger than `size`. */
export function split<Value>(values: readonly Value[], size: number): readonly Value[][] {
  const parts = Math.ceil(values.length / size);
  const each = Math.ceil(values.length / Math.max(parts, 1));
  return Array.from({ length: parts }, (_, index) => values.slice(index * each, (index + 1) * each));
}
