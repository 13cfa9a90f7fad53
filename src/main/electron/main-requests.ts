import { app, type BrowserWindow } from 'electron';
import { MAIN_REQUEST_NAMES, type EventName, type Events, type MainRequestName, type RequestInput, type RequestName, type RequestOutput } from '../../shared/contract';
import { succeeded } from '../../shared/result';
import type { Demo } from './demo';
import { chooseCommandConfig, openTextFile, saveFile } from './dialogs';
import type { EngineSupervisor } from './engine-supervisor';
import type { Answerer } from './ipc';
import type { SettingsStore } from './settings';

export interface MainParts {
  readonly engine: EngineSupervisor;
  readonly settings: SettingsStore;
  readonly demo: Demo;
  window(): BrowserWindow | null;
  emit<Name extends EventName>(name: Name, payload: Events[Name]): void;
}

type MainHandlers = { readonly [Name in MainRequestName]: (input: RequestInput<Name>) => RequestOutput<Name> | Promise<RequestOutput<Name>> };

/** Answers what main itself knows and hands everything else to the engine. */
export function answerRequests(parts: MainParts): Answerer {
  const handlers: MainHandlers = {
    'app:read': () => {
      // The page may have loaded after the engine's last change.
      if (parts.engine.status().state !== 'running') parts.emit('engine:changed', parts.engine.status());
      return { version: app.getVersion(), platform: process.platform, settings: parts.settings.read(), demo: parts.demo.status() };
    },
    'settings:write': (changes) => {
      const settings = parts.settings.write(changes);
      parts.emit('settings:changed', settings);
      return settings;
    },
    'files:chooseCommandConfig': () => {
      const window = parts.window();
      return window === null ? null : chooseCommandConfig(window);
    },
    'files:save': ({ suggestedName, text }) => {
      const window = parts.window();
      return window === null ? succeeded(null) : saveFile(window, suggestedName, text);
    },
    'files:open': () => {
      const window = parts.window();
      return window === null ? succeeded(null) : openTextFile(window);
    },
    'demo:start': () => parts.demo.start(),
    'engine:start': () => {
      parts.engine.startAgain();
      return null;
    },
  };
  return async (name, input) => {
    if (!isMainRequest(name)) return parts.engine.request(name, input);
    const handle = handlers[name] as (input: unknown) => unknown; // the input was parsed for this very name
    return handle(input);
  };
}

function isMainRequest(name: RequestName): name is MainRequestName {
  return (MAIN_REQUEST_NAMES as readonly RequestName[]).includes(name);
}
