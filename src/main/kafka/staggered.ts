import { cancelled } from './deadline';
import { KafkaFailure } from './errors';

/** Higher = says more about what to change. Codes not listed rank lowest. */
const TELLING = ['CANCELLED', 'CLOSED', 'TIMED_OUT', 'UNREACHABLE_TIMEOUT', 'UNREACHABLE_NAME', 'UNREACHABLE_REFUSED', 'SILENT'];

/**
 * Starts the attempts one after the other, the next one as soon as one failed or `staggerMs` after the last start, so
 * that a dead first one costs little. Resolves to the first success and aborts the others' signals; rejects with the
 * most telling failure when all failed, or as soon as `signal` aborts.
 */
export async function raceStaggered<Value>(
  attempts: readonly ((signal: AbortSignal) => Promise<Value>)[],
  staggerMs: number,
  signal: AbortSignal,
): Promise<Value> {
  const controllers = attempts.map(() => new AbortController());
  const abortAll = (): void => controllers.forEach((controller) => controller.abort());
  signal.addEventListener('abort', abortAll);
  let winner = -1;
  try {
    const { index, value } = await race(attempts, controllers, staggerMs, signal);
    winner = index;
    return value;
  } finally {
    signal.removeEventListener('abort', abortAll);
    controllers.forEach((controller, index) => index !== winner && controller.abort());
  }
}

function race<Value>(
  attempts: readonly ((signal: AbortSignal) => Promise<Value>)[],
  controllers: readonly AbortController[],
  staggerMs: number,
  signal: AbortSignal,
): Promise<{ index: number; value: Value }> {
  return new Promise((resolve, reject) => {
    const failures: KafkaFailure[] = [];
    let next = 0;
    let timer: NodeJS.Timeout | undefined;
    const startNext = (): void => {
      clearTimeout(timer);
      const index = next;
      const attempt = attempts[index];
      const controller = controllers[index];
      if (attempt === undefined || controller === undefined || signal.aborted) return;
      next += 1;
      timer = setTimeout(startNext, staggerMs);
      attempt(controller.signal).then(
        (value) => {
          clearTimeout(timer);
          resolve({ index, value });
        },
        (error: unknown) => {
          failures.push(error instanceof KafkaFailure ? error : new KafkaFailure('INTERNAL', String(error), { cause: error }));
          if (failures.length === attempts.length || signal.aborted) {
            clearTimeout(timer);
            reject(signal.aborted ? cancelled() : mostTelling(failures));
          } else {
            startNext();
          }
        },
      );
    };
    if (signal.aborted) return reject(cancelled());
    if (attempts.length === 0) return reject(new KafkaFailure('BAD_SETTINGS', 'There is no server to connect to.', { retriable: false }));
    startNext();
  });
}

function mostTelling(failures: readonly KafkaFailure[]): KafkaFailure | undefined {
  const rank = ({ code }: KafkaFailure): number => (TELLING.includes(code) ? TELLING.indexOf(code) : TELLING.length);
  return [...failures].sort((a, b) => rank(b) - rank(a))[0];
}
