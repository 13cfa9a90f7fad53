const SUFFIXES = ['', 'k', 'M', 'G', 'T', 'P'] as const;

/** At most four characters and a suffix, rounded down so that it never claims more than there is: 999, 1.2k, 18.4M. */
export function formatCompactCount(value: number): string {
  if (!Number.isFinite(value)) return '—';
  let rest = Math.abs(value);
  let step = 0;
  while (rest >= 1_000 && step < SUFFIXES.length - 1) {
    rest /= 1_000;
    step += 1;
  }
  const shown = step === 0 || rest >= 100 ? String(Math.floor(rest)) : String(Math.floor(rest * 10) / 10);
  return `${value < 0 ? '-' : ''}${shown}${SUFFIXES[step] ?? ''}`;
}
