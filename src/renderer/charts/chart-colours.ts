import { useSyncExternalStore } from 'react';
import { colourWord, type HeatColours } from './heat-paint';

/** Token values for canvases, which cannot read custom properties themselves. */
export interface ChartColours {
  readonly heat: HeatColours;
  readonly steps: readonly string[];
  readonly onDarkest: string;
  readonly text: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly lineControl: string;
  readonly critical: string;
  readonly warning: string;
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
    heat: { steps: steps.map(colourWord), hatch: colourWord(token('--line-control')), blank: colourWord(token('--surface')) },
    steps,
    onDarkest: token('--on-h6'),
    text: token('--text'),
    line: token('--line'),
    lineStrong: token('--line-strong'),
    lineControl: token('--line-control'),
    critical: token('--critical'),
    warning: token('--warning'),
  };
}
