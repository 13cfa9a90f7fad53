import { type Cluster, startCluster as startBrokers } from '../../scripts/lib/cluster.mjs';
import { javaTool } from '../../scripts/lib/java.mjs';
import { type KafkaClients, ensureJavaClasses, startKafkaClients } from '../../scripts/lib/kafka-clients.mjs';
import { run } from '../../scripts/lib/processes.mjs';
import { silentProgress } from '../../scripts/lib/progress.mjs';

export type ClusterOptions = NonNullable<Parameters<typeof startBrokers>[0]>;

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** One or more alike members of a group, run by Kafka's own Java client. */
export interface MembersWish {
  readonly group: string;
  /** Default 1. They are named `${clientId}-1` and so on, counting from firstIndex; the name is also the client id. */
  readonly count?: number;
  readonly firstIndex?: number;
  /** Default: the group. */
  readonly clientId?: string;
  /** One of the three; `assign` takes `topic-0` and makes it a consumer without membership. */
  readonly topics?: readonly string[];
  readonly pattern?: string;
  readonly assign?: readonly string[];
  /** Default classic. */
  readonly protocol?: 'classic' | 'consumer' | 'share';
  /** Classic: range (default), roundrobin, sticky, cooperative-sticky. Consumer: uniform or range, default the broker's. */
  readonly assignor?: string;
  /** group.instance.id of each member. */
  readonly instanceIds?: readonly string[];
  /** Commits by time instead of after every batch. */
  readonly autoCommitMs?: number;
  /** False: never commits. */
  readonly commits?: boolean;
  readonly from?: 'earliest' | 'latest' | 'none';
  readonly maxPollRecords?: number;
  /** At most so many records a second. */
  readonly perSecond?: number;
  /** A record it can never handle: it tries again for ever and commits only its other partitions. */
  readonly stuckAt?: TopicPartition & { readonly offset: number };
  /** How long it takes over each batch, whatever maxPollIntervalMs allows. */
  readonly batchMs?: number;
  readonly maxPollIntervalMs?: number;
  /** Classic only; default 10,000 and 1,000. */
  readonly sessionTimeoutMs?: number;
  readonly heartbeatIntervalMs?: number;
  /** Any other setting of the Java consumer. */
  readonly config?: Readonly<Record<string, string>>;
}

/** `generation`: KIP-848's member epoch. */
export interface Callback {
  readonly kind: 'revoked' | 'assigned' | 'lost';
  readonly partitions: number;
  readonly generation: number;
  readonly memberId: string;
}

export interface DescribedMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly host: string;
  readonly assignment: readonly { readonly topic: string; readonly partitions: readonly number[] }[];
  readonly targetAssignment: readonly { readonly topic: string; readonly partitions: readonly number[] }[] | null;
  readonly memberEpoch: number | null;
}

export interface DescribedGroup {
  readonly groupId: string;
  readonly groupType: string;
  readonly groupState: string;
  readonly assignor: string;
  readonly coordinator: number;
  readonly groupEpoch: number | null;
  readonly members: readonly DescribedMember[];
}

/** Real brokers, and Kafka's own Java clients and tools to prepare and to compare. */
export interface TestCluster {
  readonly version: string;
  /** Of the plain listener: `127.0.0.1:port,…`, in the order of the node ids 1, 2, … */
  readonly bootstrapServers: string;
  bootstrapServersOf(listener: string): string;
  /** Kills the brokers and clients and deletes all data. May be called again. */
  stop(): Promise<void>;
  /** kill -9. */
  killBroker(nodeId: number): Promise<void>;
  shutDownBroker(nodeId: number): Promise<void>;
  /** Kills it if it runs; resolves when it is back. */
  restartBroker(nodeId: number): Promise<void>;
  /** SIGSTOP: connections stay open, nothing answers. */
  pauseBroker(nodeId: number): void;
  resumeBroker(nodeId: number): void;

  /** Resolves when every partition has a leader. An existing topic is no error. */
  createTopic(topic: string, partitions?: number, replicas?: number, configs?: Readonly<Record<string, string>>): Promise<void>;
  createTopics(topics: readonly { readonly topic: string; readonly partitions?: number; readonly replicas?: number; readonly configs?: Readonly<Record<string, string>> }[]): Promise<void>;
  deleteTopics(...topics: string[]): Promise<void>;
  /** Returns the log end offset after the last record. */
  produce(topic: string, partition: number, count: number, valueBytes?: number): Promise<number>;
  /** Deletes records below an offset; returns the new log start offset. */
  deleteRecords(topic: string, partition: number, before: number): Promise<number>;
  /** Commits by assign(): no member appears. */
  commit(group: string, offsets: readonly (TopicPartition & { readonly offset: number; readonly metadata?: string })[]): Promise<void>;

  /** Returns the members' names at once; see awaitGroup. */
  startMembers(wish: MembersWish): Promise<readonly string[]>;
  /** They leave the group in good order. */
  stopMembers(names: readonly string[]): Promise<void>;
  /** They are gone without a word: the broker notices at the session timeout. */
  killMembers(names: readonly string[]): Promise<void>;
  /** Alive, heartbeating, but reading nothing. */
  setMembersPaused(names: readonly string[], paused: boolean): Promise<void>;
  /** What their clients called back since the last time, by name, oldest first. Classic and consumer groups. */
  takeCallbacks(names: readonly string[]): Promise<Readonly<Record<string, readonly Callback[]>>>;
  /** Waits (30 s by default) for a state, default Stable, and a number of members. Classic and consumer groups. */
  awaitGroup(group: string, wish?: { readonly state?: string; readonly members?: number; readonly timeoutMs?: number }): Promise<DescribedGroup>;

  listGroups(): Promise<readonly { readonly groupId: string; readonly groupType: string | null; readonly protocolType: string; readonly groupState: string | null }[]>;
  describeGroups(...groups: string[]): Promise<readonly DescribedGroup[]>;
  committedOffsets(...groups: string[]): Promise<readonly (TopicPartition & { readonly groupId: string; readonly offset: number; readonly metadata: string })[]>;
  logOffsets(...topics: string[]): Promise<readonly (TopicPartition & { readonly logStartOffset: number; readonly logEndOffset: number })[]>;
  leaders(...topics: string[]): Promise<readonly (TopicPartition & { readonly leader: number })[]>;

  /** Any other command of resources/demo/java. */
  call(command: string, args?: object): Promise<unknown>;
  /** Runs a main class of the newest Kafka jars, or a single Java file with them on its class path; gives its standard output. */
  java(mainClassOrFile: string, args: readonly string[]): Promise<string>;
}

/**
 * Starts real brokers (default one, newest version) on free loopback ports. Takes 1.5 s for one broker, 4 s for three.
 * Whatever happens to this process, they and their data go away with it.
 */
export async function startCluster(options: ClusterOptions = {}): Promise<TestCluster> {
  const cluster = await startBrokers(options);
  try {
    return wrap(cluster, await startKafkaClients(cluster.bootstrapServers));
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/** Runs Java from the newest Kafka jars without a cluster of our own. See TestCluster.java. */
async function runJava(mainClassOrFile: string, args: readonly string[]): Promise<string> {
  const classPath = await ensureJavaClasses(silentProgress);
  return run(javaTool('java'), ['-XX:TieredStopAtLevel=1', '-Dorg.slf4j.simpleLogger.defaultLogLevel=off', '-cp', classPath, mainClassOrFile, ...args]);
}

function wrap(cluster: Cluster, clients: KafkaClients): TestCluster {
  // The Java side's answers are shaped by its own code, which is part of this repository: the types here are its twin.
  const call = async <Value>(command: string, args: object = {}): Promise<Value> => (await clients.call(command, args)) as Value;
  return {
    version: cluster.version,
    bootstrapServers: cluster.bootstrapServers,
    bootstrapServersOf: (listener) => cluster.bootstrapServersOf(listener),
    stop: async () => void (await Promise.all([clients.close(), cluster.stop()])),
    killBroker: (nodeId) => cluster.kill(nodeId),
    shutDownBroker: (nodeId) => cluster.shutDown(nodeId),
    restartBroker: (nodeId) => cluster.restart(nodeId),
    pauseBroker: (nodeId) => cluster.pause(nodeId),
    resumeBroker: (nodeId) => cluster.resume(nodeId),
    createTopic: (topic, partitions = 1, replicas = 1, configs = {}) => call('createTopics', { topics: [{ topic, partitions, replicas, configs }] }),
    createTopics: (topics) => call('createTopics', { topics }),
    deleteTopics: (...topics) => call('deleteTopics', { topics }),
    produce: (topic, partition, count, valueBytes = 20) => call('produce', { topic, partition, count, valueBytes }),
    deleteRecords: (topic, partition, before) => call('deleteRecords', { topic, partition, before }),
    commit: (group, offsets) => call('commit', { group, offsets }),
    startMembers: (wish) => call('startMembers', wish),
    stopMembers: (names) => call('stopMembers', { names }),
    killMembers: (names) => call('killMembers', { names }),
    setMembersPaused: (names, paused) => call('setMembersPaused', { names, paused }),
    takeCallbacks: (names) => call('takeCallbacks', { names }),
    awaitGroup: (group, wish = {}) => call('awaitGroup', { group, ...wish }),
    listGroups: () => call('listGroups'),
    describeGroups: (...groups) => call('describeGroups', { groups }),
    committedOffsets: (...groups) => call('committedOffsets', { groups }),
    logOffsets: (...topics) => call('logOffsets', { topics }),
    leaders: (...topics) => call('leaders', { topics }),
    call: (command, args) => call(command, args),
    java: runJava,
  };
}
