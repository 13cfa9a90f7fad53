import styles from './Icon.module.css';

/** 12 × 12 glyphs, told apart by shape alone. The first ones mean verdicts, then environments, then the interface. */
const GLYPHS = {
  stopped: solid('M0 0h12v12H0zM2.5 5v2h7V5z'),
  stalled: solid('M3.5 0h5L12 3.5v5L8.5 12h-5L0 8.5v-5zM3.6 3v6h1.8V3zm3 0v6h1.8V3z'),
  'records-lost': solid('M6-.4 12.4 6 6 12.4-.4 6zM5.2 3v3.6h1.6V3zm0 4.6v1.6h1.6V7.6z'),
  'beyond-end': solid('M0 0h12v12H0zM2.6 2.4v7.2L7 6zM7.6 2.6v6.8h1.8V2.6z'),
  behind: solid('M6 .6 12 11.4H0z'),
  'catching-up': line('M1.5 2 9.6 9.6M9.8 4.6v5.2H4.6', 1.6),
  rebalancing: line('M10.6 5A4.8 4.8 0 0 0 2 3.4M1.4 7A4.8 4.8 0 0 0 10 8.6M2 .8v2.8h2.8M10 11.2V8.4H7.2', 1.5),
  watching: line('M.8 6C2.2 3.6 4 2.4 6 2.4S9.8 3.6 11.2 6C9.8 8.4 8 9.6 6 9.6S2.2 8.4.8 6zM6 4.8v2.4', 1.4),
  ok: line('M9.6 6A3.6 3.6 0 1 1 2.4 6 3.6 3.6 0 0 1 9.6 6z', 1.5),
  unknown: line('M10.8 6A4.8 4.8 0 1 1 1.2 6 4.8 4.8 0 0 1 10.8 6z', 1.4, '2.2 1.6'),
  production: solid('M6 0l5 1.8v4C11 8.9 9 11 6 12 3 11 1 8.9 1 5.8v-4z'),
  staging: line('M6 1l5 2.6-5 2.6-5-2.6zM1 6.2l5 2.6 5-2.6M1 8.6l5 2.6 5-2.6', 1.3),
  test: line('M4.4.8v3.8L1.4 10.2q-.4 1 .7 1h7.8q1.1 0 .7-1L7.6 4.6V.8M3.4.8h5.2', 1.3),
  development: line('M3.8 2.6.8 6l3 3.4M8.2 2.6l3 3.4-3 3.4', 1.4),
  logo: solid('M0 1h12v2H0zM0 5h12v2H0zM0 9h7v2H0z'),
  down: line('M2 2l8 8M10 2l-8 8', 1.6),
  check: line('M1.8 6.4 4.8 9.4 10.4 3', 1.8),
  minus: line('M2 6h8', 1.8),
  plus: line('M2 6h8M6 2v8', 1.6),
  lock: line('M2 5.6h8v5.6H2zM3.8 5.6V3.4a2.2 2.2 0 0 1 4.4 0v2.2', 1.3),
  search: line('M8 8l3.4 3.4M8.8 5A3.8 3.8 0 1 1 1.2 5 3.8 3.8 0 0 1 8.8 5z', 1.4),
  clock: line('M11 6A5 5 0 1 1 1 6 5 5 0 0 1 11 6zM6 3v3.2l2.2 1.3', 1.3),
  caret: line('M2.5 4.5 6 8l3.5-3.5', 1.5),
  back: line('M7.5 2.5 4 6l3.5 3.5', 1.5),
  pause: solid('M2 1h3v10H2zM7 1h3v10H7z'),
  play: solid('M2.5 1l8 5-8 5z'),
  gear: line('M6 4.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM6 .8v1.7M6 9.5v1.7M.8 6h1.7M9.5 6h1.7M2.3 2.3l1.2 1.2M8.5 8.5l1.2 1.2M2.3 9.7l1.2-1.2M8.5 3.5l1.2-1.2', 1.3),
} as const;

export type IconName = keyof typeof GLYPHS;

/** Decoration only: a word always stands beside it, or `label` says it to screen readers. */
export function Icon({ name, size = 12, label, className }: { readonly name: IconName; readonly size?: 12 | 16 | 20; readonly label?: string; readonly className?: string }) {
  const glyph = GLYPHS[name];
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg className={className === undefined ? styles.icon : `${styles.icon} ${className}`} width={size} height={size} viewBox="0 0 12 12" {...named}>
      {glyph.kind === 'solid' ? (
        <path d={glyph.path} fill="currentColor" fillRule="evenodd" />
      ) : (
        <path d={glyph.path} fill="none" stroke="currentColor" strokeWidth={glyph.width} strokeDasharray={glyph.dash} />
      )}
    </svg>
  );
}

function solid(path: string) {
  return { kind: 'solid', path } as const;
}

function line(path: string, width: number, dash?: string) {
  return { kind: 'line', path, width, dash } as const;
}
