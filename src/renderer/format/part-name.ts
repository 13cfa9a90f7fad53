export interface PartedName {
  /** Gives way where room is short. */
  readonly main: string;
  /** Stays: names of one kind mostly differ at their end. May be empty. */
  readonly suffix: string;
}

/** Up to this length a name is not parted without need. */
const SHORT = 14;
const END = 8;
/** Less before the end is no wider than the dots that stand for it. */
const LEAST_MAIN = 3;

/** `payments-worker` and `-2`; of a name without such an end its last characters. For names ready for the screen. */
export function partName(name: string): PartedName {
  const end = /[-._:/ ][^-._:/ ]{1,10}$/u.exec(name)?.index ?? 0;
  if (end >= LEAST_MAIN) return { main: name.slice(0, end), suffix: name.slice(end) };
  if (name.length <= SHORT) return { main: name, suffix: '' };
  const at = name.length - END;
  const code = name.charCodeAt(at);
  const from = code >= 0xdc00 && code <= 0xdfff ? at + 1 : at; // a pair stays together
  return { main: name.slice(0, from), suffix: name.slice(from) };
}
