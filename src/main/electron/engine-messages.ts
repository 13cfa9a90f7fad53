import type { EngineEventName, EngineRequestName } from '../../shared/contract';

/** What main posts to the engine process. The input was parsed by the contract before. */
export type ToEngine =
  | { readonly kind: 'request'; readonly id: number; readonly name: EngineRequestName; readonly input: unknown }
  | { readonly kind: 'close' };

/** What the engine process posts to main. */
export type FromEngine =
  | { readonly kind: 'ready' }
  /** Every HEARTBEAT_MS: its event loop turns. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly message: string }
  | { readonly kind: 'event'; readonly name: EngineEventName; readonly payload: unknown }
  /** The last word before it exits with 1. */
  | { readonly kind: 'crash'; readonly message: string };

export const HEARTBEAT_MS = 2_000;
