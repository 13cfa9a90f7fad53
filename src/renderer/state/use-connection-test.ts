import { useEffect, useRef, useState } from 'react';
import type { ClusterSettings, ConnectionReport } from '../../shared/contract';
import { invoke } from '../bridge';

export type TestState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly startedAt: number }
  | { readonly kind: 'done'; readonly report: ConnectionReport }
  | { readonly kind: 'cancelled' };

interface ConnectionTesting {
  readonly state: TestState;
  readonly run: (settings: ClusterSettings) => void;
  readonly cancel: () => void;
}

let tests = 0;

/** One test of a connection at a time; it is cancelled when the screen goes away. */
export function useConnectionTest(): ConnectionTesting {
  const [state, setState] = useState<TestState>({ kind: 'idle' });
  const running = useRef<string | null>(null);
  const stop = () => {
    if (running.current === null) return;
    invoke('clusters:cancelTest', { testId: running.current }).catch(() => undefined); // it ends by its own deadline then
    running.current = null;
  };
  useEffect(() => stop, []);
  return {
    state,
    cancel: () => {
      stop();
      setState({ kind: 'cancelled' });
    },
    run: (settings) => {
      stop();
      tests += 1;
      const testId = `test-${Date.now()}-${tests}`;
      running.current = testId;
      setState({ kind: 'running', startedAt: Date.now() });
      const end = (report: ConnectionReport) => {
        if (running.current !== testId) return;
        running.current = null;
        setState({ kind: 'done', report });
      };
      invoke('clusters:test', { testId, settings }).then(end, (error: unknown) => end({ ok: false, stages: [], advice: `The test did not run: ${error instanceof Error ? error.message : String(error)}` }));
    },
  };
}
