import { nativeTheme } from 'electron';
import { REQUESTS, type RequestInput, type Settings } from '../../shared/contract';
import { readJsonFile, writeJsonFile } from './json-file';
import type { Log } from './log';

const DEFAULTS: Settings = { theme: 'system', timeZone: 'local' };

export interface SettingsStore {
  read(): Settings;
  /** Merges, applies the theme to the native parts, saves. An unwritable disk is logged; the change holds until quit. */
  write(changes: RequestInput<'settings:write'>): Settings;
}

/** Settings in the JSON file `path`. Anything missing or unreadable there is the default. */
export function openSettings(path: string, log: Log): SettingsStore {
  const saved = REQUESTS['settings:write'].input.safeParse(readJsonFile(path));
  let settings = merge(DEFAULTS, saved.success ? saved.data : {});
  nativeTheme.themeSource = settings.theme;
  return {
    read: () => settings,
    write: (changes) => {
      settings = merge(settings, changes);
      nativeTheme.themeSource = settings.theme;
      try {
        writeJsonFile(path, settings);
      } catch (error) {
        log('warn', `Settings could not be saved: ${String(error)}`);
      }
      return settings;
    },
  };
}

function merge(settings: Settings, changes: RequestInput<'settings:write'>): Settings {
  return { theme: changes.theme ?? settings.theme, timeZone: changes.timeZone ?? settings.timeZone };
}
