import { setMaxListeners } from 'node:events';
import { KafkaFailure } from './errors';

export interface Limits {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/**
 * Settles as `promise` does, or rejects with CANCELLED as soon as the signal aborts, or with what `onTimeout` returns
 * after `timeoutMs`. Leaves no timer and no listener behind; a late rejection of `promise` is dropped.
 */
export function within<Value>(promise: Promise<Value>, { signal, timeoutMs }: Limits, onTimeout: () => KafkaFailure): Promise<Value> {
  if (signal.aborted) {
    promise.catch(() => undefined);
    return Promise.reject(cancelled());
  }
  return new Promise((resolve, reject) => {
    const onAbort = (): void => settle(() => reject(cancelled()));
    const timer = setTimeout(() => settle(() => reject(onTimeout())), Math.max(0, timeoutMs));
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      finish();
    };
    setMaxListeners(0, signal); // a round has hundreds of calls on one signal
    signal.addEventListener('abort', onAbort);
    promise.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error)),
    );
  });
}

export function cancelled(): KafkaFailure {
  return new KafkaFailure('CANCELLED', 'The call was cancelled.');
}
