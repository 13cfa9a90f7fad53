import { formatAddress } from './address';
import type { BrokerAddress } from './cluster-client';
import type { Connection } from './connection';
import { KafkaFailure } from './errors';

/** A broker answers one connection's requests in order; more than three gain nothing. */
const MOST_LANES = 3;
/** After a failed attempt, so that a round of calls to a dead broker is one attempt. */
const PAUSE_MS = 500;

/** The lanes (connections) to one broker. Each is opened by the first call that wants it, and again after it failed. */
export class BrokerConnections {
  readonly address: BrokerAddress;
  readonly #open: () => Promise<Connection>;
  readonly #bootstrap: boolean;
  readonly #lanes: { connection: Connection | null; opening: Promise<Connection> | null }[] = [];
  #failure: KafkaFailure | null = null;
  #failedAt = -Infinity;
  #reached = false;

  /** `bootstrap`: this address is also one that the user gave. */
  constructor(address: BrokerAddress, bootstrap: boolean, open: () => Promise<Connection>) {
    this.address = address;
    this.#bootstrap = bootstrap;
    this.#open = open;
    for (let lane = 0; lane < MOST_LANES; lane += 1) this.#lanes.push({ connection: null, opening: null });
  }

  /** An open connection, or null. */
  get open(): Connection | null {
    return this.#lanes.find(({ connection }) => connection?.usable === true)?.connection ?? null;
  }

  /** See ClusterClient. */
  get fastestMs(): number {
    return Math.min(...this.#lanes.map(({ connection }) => connection?.fastestMs ?? Infinity));
  }

  /** Rejects with KafkaFailure. The opening goes on when its caller loses interest: the next call will want it. */
  acquire(laneNumber: number): Promise<Connection> {
    const lane = this.#lanes[laneNumber % MOST_LANES] ?? this.#lanes[0];
    if (lane === undefined) throw new Error('A broker has no lanes');
    if (lane.connection?.usable === true) return Promise.resolve(lane.connection);
    lane.connection?.retire();
    lane.connection = null;
    lane.opening ??= this.#reopen().then(
      (connection) => {
        lane.opening = null;
        lane.connection = connection;
        return connection;
      },
      (error: unknown) => {
        lane.opening = null;
        throw error;
      },
    );
    return lane.opening;
  }

  /** Takes over a connection that was opened to this broker's very address. */
  adopt(connection: Connection): void {
    const [first] = this.#lanes;
    if (first === undefined || first.connection?.usable === true || first.opening !== null) return connection.retire();
    this.#reached = true;
    first.connection = connection;
  }

  /** Lets calls under way finish, then closes. */
  retire(): void {
    for (const lane of this.#lanes) {
      lane.connection?.retire();
      lane.opening?.then((connection) => connection.retire()).catch(() => undefined);
    }
  }

  async #reopen(): Promise<Connection> {
    if (this.#failure !== null && performance.now() - this.#failedAt < PAUSE_MS) throw this.#failure;
    try {
      const connection = await this.#open();
      this.#reached = true;
      this.#failure = null;
      return connection;
    } catch (error) {
      this.#failure = this.#explain(error);
      this.#failedAt = performance.now();
      throw this.#failure;
    }
  }

  #explain(error: unknown): KafkaFailure {
    const failure = error instanceof KafkaFailure ? error : new KafkaFailure('INTERNAL', String(error), { cause: error });
    if (this.#reached || this.#bootstrap || !failure.code.startsWith('UNREACHABLE_')) return failure;
    const { nodeId } = this.address;
    return new KafkaFailure(
      'ADVERTISED_UNREACHABLE',
      `The cluster says that broker ${nodeId} is at ${formatAddress(this.address)}, which this computer cannot reach. ${failure.message}`,
      {
        advice: `If broker ${nodeId} is up, correct its advertised.listeners or connect from a network where that address works (VPN, tunnel); the bootstrap server itself answers.`,
        cause: failure,
      },
    );
  }
}
