/** Exit statuses, as USAGE tells them; `interrupted` is the shell's own for SIGINT. */
export const EXIT = { allKnown: 0, usage: 1, someFailed: 2, notReached: 3, refused: 4, interrupted: 130 } as const;
