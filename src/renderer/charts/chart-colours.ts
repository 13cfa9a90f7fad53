import { useSyncExternalStore } from 'react';
import { colourWord, type HeatColours } from './heat-paint';

/** Token values for canvases, which cannot read custom properties themselves. */
export interface ChartColours {
  readonly heat: HeatColours;
  readonly steps: readonly string[];
  /** Ink that is readable on each step. */
  readonly inks: readonly string[];
  /** A broken mark on the step of most lag, where `critical` is not readable. */
  readonly criticalOnMost: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly lineControl: string;
  readonly critical: string;
  readonly warning: string;
  readonly accent: string;
  readonly onAccent: string;
}

let colours: ChartColours | null = null;

/** Colours of the present theme; renders again when it changes. */
export function useChartColours(): ChartColours {
  return useSyncExternalStore(watchTheme, () => (colours ??= readColours()));
}

/** The theme is an attribute of the root element; who sets it, and why, is not the charts' business. */
function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(() => {
    colours = null;
    changed();
  });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  colours = null; // it may have changed while nobody watched
  return () => observer.disconnect();
}

function readColours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const steps = [0, 1, 2, 3, 4, 5, 6].map((step) => token(`--h${step}`));
  return {
    heat: { steps: steps.map(colourWord), hatch: colourWord(token('--line-strong')), blank: colourWord(token('--surface')) },
    steps,
    inks: steps.map((step) => (luminance(step) > 0.3 ? '#000000' : '#ffffff')),
    criticalOnMost: token('--on-h6'),
    line: token('--line'),
    lineStrong: token('--line-strong'),
    lineControl: token('--line-control'),
    critical: token('--critical'),
    warning: token('--warning'),
    accent: token('--accent-solid'),
    onAccent: token('--on-accent'),
  };
}

/** Relative luminance of `#rrggbb` without gamma's last decimals: enough to choose between black and white. */
function luminance(hex: string): number {
  const word = colourWord(hex);
  const part = (shift: number, weight: number): number => (((word >>> shift) & 255) / 255) ** 2.2 * weight;
  return part(0, 0.2126) + part(8, 0.7152) + part(16, 0.0722);
}
