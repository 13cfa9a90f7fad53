import type { Events } from '../../shared/contract';
import { invoke, listen } from '../bridge';
import { createStore, useStore } from './store';

const engine = createStore<Events['engine:changed']>({ state: 'running', text: null });

/** Starts feeding the store. Returns the function that stops it. */
export function startEngine(): () => void {
  return listen('engine:changed', engine.set);
}

/** Whether the part that talks to Kafka is running; its text says why not. */
export function useEngine(): Events['engine:changed'] {
  return useStore(engine);
}

/** Asks for one more attempt after it was given up; the outcome comes as a change. */
export function startEngineAgain(): void {
  engine.set({ state: 'restarting', text: null });
  invoke('engine:start', undefined).catch((error: unknown) => engine.set({ state: 'failed', text: error instanceof Error ? error.message : String(error) }));
}
