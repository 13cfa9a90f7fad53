/** Waits that follow each other, and can be cut short. */
export class Sleep {
  private end: () => void = () => undefined;

  for(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Ends the one that is on; none that comes later. */
  wake(): void {
    this.end();
  }
}
