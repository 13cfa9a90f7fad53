import { createStore } from '../../state/store';
import type { ValueScale } from '../../charts/value-axis';
import type { OwnershipBy } from './ownership-by';

export const CHART_WINDOWS = [
  { value: '300000', label: '5 min' },
  { value: '900000', label: '15 min' },
  { value: '3600000', label: '1 h' },
] as const;
export type ChartWindow = (typeof CHART_WINDOWS)[number]['value'];

/** How the charts are looked at; kept while one goes from group to group. */
export interface ChartPreferences {
  /** Null: as fits the group, until one is chosen. */
  readonly window: ChartWindow | null;
  readonly scale: ValueScale;
  readonly chartAs: 'chart' | 'table';
  readonly ownershipAs: 'matrix' | 'table';
  readonly ownershipBy: OwnershipBy;
}

export const chartPreferences = createStore<ChartPreferences>({ window: null, scale: 'linear', chartAs: 'chart', ownershipAs: 'matrix', ownershipBy: 'member' });

export function prefer(change: Partial<ChartPreferences>): void {
  chartPreferences.set({ ...chartPreferences.get(), ...change });
}

const SHORTEST_MS = 300_000;
/** Trouble that began longer ago than this is near or beyond the left edge of 15 minutes. */
const TROUBLE_FITS_MS = 13 * 60_000;

/**
 * The window for a group for which none was chosen: the shortest that holds what was watched, as far as it matters. An
 * hour only where the trouble itself is older than the middle window. `watchedMs` null: not known yet.
 */
export function fittingWindow(watchedMs: number | null, troubleMs: number | null): ChartWindow {
  if (troubleMs !== null && troubleMs > TROUBLE_FITS_MS) return '3600000';
  return watchedMs !== null && watchedMs <= SHORTEST_MS ? '300000' : '900000';
}

/** The next longer (1) or shorter (-1) window than the one shown; the ends stay. */
export function stepWindow(shown: ChartWindow, by: 1 | -1): void {
  const at = CHART_WINDOWS.findIndex(({ value }) => value === shown);
  const next = CHART_WINDOWS[Math.max(0, Math.min(CHART_WINDOWS.length - 1, at + by))];
  if (next !== undefined) prefer({ window: next.value });
}
