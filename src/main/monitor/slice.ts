/** How long the event loop may be held before other work gets its turn, in milliseconds. */
const SLICE_MS = 3;

/** Cuts long synchronous work into slices, so that answers, the window and cancelling are never kept waiting. */
export class Slice {
  private startedAt = performance.now();

  /** Call between two items; gives way only when the slice is used up. */
  async breathe(): Promise<void> {
    if (performance.now() - this.startedAt < SLICE_MS) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.startedAt = performance.now();
  }
}
