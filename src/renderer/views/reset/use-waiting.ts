import { useEffect, useRef, useState } from 'react';

export interface Waiting {
  /** Epoch ms; null: nobody waits. */
  readonly since: number | null;
  /** How many members there were then. */
  readonly members: number;
  /** What was waited for has come; until something is waited for again. */
  readonly isOver: boolean;
  begin(): void;
  stop(): void;
}

const LOOK_EVERY_MS = 2_000;

/** Looks again and again while somebody waits for members to leave. It ends by itself when none is there, and does nothing else then. */
export function useWaiting(members: number, isInUse: boolean, look: () => void): Waiting {
  const [wait, setWait] = useState<{ readonly since: number; readonly members: number } | null>(null);
  const [isOver, setOver] = useState(false);
  const newest = useRef(look);
  useEffect(() => {
    newest.current = look;
  });
  useEffect(() => {
    if (wait === null) return undefined;
    const timer = setInterval(() => newest.current(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [wait]);
  useEffect(() => {
    if (wait === null || isInUse) return;
    setWait(null);
    setOver(true);
  }, [wait, isInUse]);
  return {
    since: wait?.since ?? null,
    members: wait?.members ?? members,
    isOver,
    begin: () => {
      setOver(false);
      setWait({ since: Date.now(), members });
      newest.current();
    },
    stop: () => setWait(null),
  };
}
