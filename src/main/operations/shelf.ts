const MOST_KEPT = 20;
const MOST_WEIGHT = 400_000;

/** The newest few values by id. Older ones give way, sooner when they are large; the newest always stays. */
export class Shelf<Value> {
  private readonly kept = new Map<string, Value>();

  constructor(private readonly weightOf: (value: Value) => number) {}

  put(id: string, value: Value): void {
    this.kept.delete(id);
    this.kept.set(id, value);
    let weight = 0;
    for (const of of this.kept.values()) weight += this.weightOf(of);
    for (const [oldest, of] of this.kept) {
      if (oldest === id || (this.kept.size <= MOST_KEPT && weight <= MOST_WEIGHT)) return;
      this.kept.delete(oldest);
      weight -= this.weightOf(of);
    }
  }

  get(id: string): Value | undefined {
    return this.kept.get(id);
  }

  /** Gives it away: it is no longer there. */
  take(id: string): Value | undefined {
    const value = this.kept.get(id);
    this.kept.delete(id);
    return value;
  }
}
