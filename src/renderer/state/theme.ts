import type { Settings } from '../../shared/contract';
import { settingsStore } from './settings';

const KEPT_AS = 'offsight.theme';
type Shown = 'dark' | 'light';

/** Sets the theme on the document, at once by what was shown last, then by the settings and the system. */
export function startTheme(): () => void {
  const system = window.matchMedia('(prefers-color-scheme: light)');
  const showSettings = () => show(shownTheme(settingsStore.get().theme, system.matches));
  const kept = localStorage.getItem(KEPT_AS);
  show(kept === 'light' || kept === 'dark' ? kept : shownTheme('system', system.matches));
  system.addEventListener('change', showSettings);
  const stop = settingsStore.subscribe(showSettings);
  return () => {
    system.removeEventListener('change', showSettings);
    stop();
  };
}

function shownTheme(theme: Settings['theme'], systemIsLight: boolean): Shown {
  if (theme !== 'system') return theme;
  return systemIsLight ? 'light' : 'dark';
}

function show(theme: Shown): void {
  document.documentElement.dataset['theme'] = theme;
  localStorage.setItem(KEPT_AS, theme);
}
