/**
 * The groups of one lane whose committed offsets were asked for, so that log ends can be asked for right behind them.
 * A broker deals with one connection's requests in the order in which they came: what comes over the same connection after the
 * last of their answers was read after their committed offsets.
 */
export class Ahead {
  private readonly connections = new Set<object>();
  private readonly asked = new Set<string>();
  private unanswered: number;
  private lastAnswer: () => number = () => NaN;

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

  /** `at`: epoch ms, by a clock that may be set back. */
  answered(groupIds: readonly string[], at: () => number): void {
    this.unanswered -= groupIds.length;
    this.lastAnswer = at;
  }

  /** Epoch ms at which the last of them was answered, if all were and over this connection alone; null otherwise. */
  answeredOver(connection: object | null): number | null {
    return this.unanswered === 0 && connection !== null && this.connections.size === 1 && this.connections.has(connection) ? this.lastAnswer() : null;
  }
}
