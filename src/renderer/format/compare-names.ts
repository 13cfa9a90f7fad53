const collator = new Intl.Collator('en', { numeric: true });

/** Order of names: numbers inside them by their value. Very long names are compared by their beginning: the order needs no more. */
export function compareNames(left: string, right: string): number {
  return collator.compare(left.slice(0, 200), right.slice(0, 200));
}
