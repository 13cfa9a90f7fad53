import type { Events } from '../../shared/contract';
import { listen } from '../bridge';
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
