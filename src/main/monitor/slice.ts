/** How long the event loop may be held before other work gets its turn, in milliseconds. */
const SLICE_MS = 3;

/** Cuts long synchronous work into slices, so that answers, the window and cancelling are never kept waiting. */
export class Slice {
  private startedAt = performance.now();

  /** Ask between two items, and breathe if so: an await for every item would cost more than many items do. */
  get isUsedUp(): boolean {
    return performance.now() - this.startedAt >= SLICE_MS;
  }

  /** Gives way to whatever else wants to run. */
  async breathe(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.startedAt = performance.now();
  }
}
