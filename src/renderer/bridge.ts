import type { Bridge, EventName, Events, RequestInput, RequestName, RequestOutput } from '../shared/contract';

declare global {
  interface Window {
    readonly bridge: Bridge;
  }
}

/** Asks the main side. Rejects only on a bug or when the engine is gone; expected failures are values in the output. */
export function invoke<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name>> {
  return window.bridge.invoke(name, input);
}

/** Listens to an event; returns the function that stops listening. */
export function listen<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void {
  return window.bridge.on(name, listener);
}
