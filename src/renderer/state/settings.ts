import type { DemoStatus, Settings } from '../../shared/contract';
import { invoke, listen } from '../bridge';
import { createStore, useStore } from './store';

export interface AppFacts {
  /** Null until read. */
  readonly version: string | null;
  readonly platform: string | null;
}

export const settingsStore = createStore<Settings>({ theme: 'system', timeZone: 'local' });
const facts = createStore<AppFacts>({ version: null, platform: null });
const demo = createStore<DemoStatus | null>(null);

/** Starts feeding the store. Returns the function that stops it. */
export function startSettings(): () => void {
  const stops = [listen('settings:changed', settingsStore.set), listen('demo:changed', demo.set)];
  invoke('app:read', undefined).then(
    (app) => {
      settingsStore.set(app.settings);
      facts.set({ version: app.version, platform: app.platform });
      if (demo.get() === null) demo.set(app.demo);
    },
    () => undefined, // defaults stay; nothing on screen depends on it being right
  );
  return () => stops.forEach((stop) => stop());
}

export function useSettings(): Settings {
  return useStore(settingsStore);
}

/** Shown at once, then kept by the main side. */
export function writeSettings(change: Partial<Settings>): void {
  const before = settingsStore.get();
  settingsStore.set({ ...before, ...change });
  invoke('settings:write', change).then(settingsStore.set, () => settingsStore.set(before));
}

export function useAppFacts(): AppFacts {
  return useStore(facts);
}

/** Null until known. */
export function useDemo(): DemoStatus | null {
  return useStore(demo);
}

export function startDemo(): void {
  demo.set({ state: 'starting', text: null });
  invoke('demo:start', undefined).then(demo.set, (error: unknown) => demo.set({ state: 'failed', text: error instanceof Error ? error.message : null }));
}
