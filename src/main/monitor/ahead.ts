/**
 * The groups of one lane whose committed offsets were asked for, so that log ends can be asked for right behind them.
 * A broker deals with one connection's requests in the order in which they came: what comes over the same connection after the
 * last of their answers was read after their committed offsets.
 */
export class Ahead {
  private readonly connections = new Set<object>();
  private readonly asked = new Set<string>();
  private unanswered: number;

  /** `onAsked` is called with this, once, when all `count` groups have been asked for. */
  constructor(private readonly count: number, private readonly onAsked: (ahead: Ahead) => void) {
    this.unanswered = count;
  }

  sent(groupIds: readonly string[], connection: object): void {
    const before = this.asked.size;
    this.connections.add(connection);
    for (const groupId of groupIds) this.asked.add(groupId);
    if (before < this.count && this.asked.size === this.count) this.onAsked(this);
  }

  answered(groupIds: readonly string[]): void {
    this.unanswered -= groupIds.length;
  }

  /** Whether all of them have been answered, and over this connection alone. */
  cameOver(connection: object | null): boolean {
    return this.unanswered === 0 && connection !== null && this.connections.size === 1 && this.connections.has(connection);
  }
}
