import { createStore } from '../../state/store';
import type { ValueScale } from '../../charts/value-axis';

export const CHART_WINDOWS = [
  { value: '300000', label: '5 min' },
  { value: '900000', label: '15 min' },
  { value: '3600000', label: '1 h' },
] as const;
export type ChartWindow = (typeof CHART_WINDOWS)[number]['value'];

/** How the charts are looked at; kept while one goes from group to group. */
export interface ChartPreferences {
  readonly window: ChartWindow;
  readonly scale: ValueScale;
  readonly chartAs: 'chart' | 'table';
  readonly ownershipAs: 'matrix' | 'table';
}

export const chartPreferences = createStore<ChartPreferences>({ window: '900000', scale: 'linear', chartAs: 'chart', ownershipAs: 'matrix' });

export function prefer(change: Partial<ChartPreferences>): void {
  chartPreferences.set({ ...chartPreferences.get(), ...change });
}

/** The next longer (1) or shorter (-1) window; the ends stay. */
export function stepWindow(by: 1 | -1): void {
  const at = CHART_WINDOWS.findIndex(({ value }) => value === chartPreferences.get().window);
  const next = CHART_WINDOWS[Math.max(0, Math.min(CHART_WINDOWS.length - 1, at + by))];
  if (next !== undefined) prefer({ window: next.value });
}
