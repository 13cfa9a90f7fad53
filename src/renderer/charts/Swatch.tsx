import type { LineStyle } from './line-styles';

/** A piece of a line, for legends and labels. */
export function Swatch({ style }: { readonly style: LineStyle }) {
  return (
    <svg width="14" height="4" viewBox="0 0 14 4" aria-hidden="true" style={{ flex: 'none' }}>
      <line x1="0" x2="14" y1="2" y2="2" stroke={style.colour} strokeWidth="2" strokeDasharray={style.dash ?? undefined} />
    </svg>
  );
}
