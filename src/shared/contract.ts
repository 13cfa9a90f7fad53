import { z } from 'zod';
import { ENVIRONMENTS, type ClusterProfile, type ClusterSummary } from './cluster';
import type { GroupDetail, GroupHistory, GroupsTable, TopicDetail, TopicRow } from './group';
import type { Audit, AuditedDetail, SettledDetail } from './audit';
import type { DeletionPlan, DeletionResult } from './deletion';
import type { Failure } from './failure';
import { MOST_GROUPS, MOST_PARTITIONS, resetRequest } from './reset-input';
import type { ResetPlan, ResetResult, Verification, WishedOffset } from './reset';
import { memberChoice, type MembersResult, type RebalancePlan, type RemovalPlan } from './members';
import type { OffsetsFile } from './offsets-file';
import type { PlanTimes } from './plan-times';
import type { ProducedRecord, RecordView, RecordsView } from './records';
import type { RebalanceHistory } from './rebalances';
import type { Result } from './result';
import type { SharedAudit, SharedDetail } from './shared-audit';
import { assignmentChange, type WhatIf } from './what-if';

/** Declares one request: a parser for what comes in, and (as a type only) what goes out. */
function request<Output>() {
  return <Input extends z.ZodType>(input: Input) => ({ input, output: undefined as unknown as Output });
}

const name = z.string().max(40_000); // Kafka's own limit for names is 32 KiB; broken bytes are kept as escapes
const partitionNumber = z.number().int().min(0).max(2_147_483_647);
const recordsFrom = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('offset'), offset: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
  z.object({ kind: z.literal('time'), at: z.number().int().min(0).max(8_640_000_000_000_000) }),
  z.object({ kind: z.literal('before'), offset: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
  z.object({ kind: z.literal('last') }),
]);
const profileId = z.string().min(1).max(64);
const deletionWish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('offsets'), groupId: name, partitions: z.array(z.object({ topic: name, partition: partitionNumber })).min(1).max(MOST_PARTITIONS).readonly() }),
  z.object({ kind: z.literal('groups'), groupIds: z.array(name).min(1).max(10_000).readonly() }),
]);
const clusterSettings = z.object({
  name: z.string().trim().min(1).max(80),
  environment: z.enum(ENVIRONMENTS),
  bootstrapServers: z.string().trim().min(1).max(4_000),
  commandConfig: z.string().min(1).max(4_000).nullable(),
  intervalMs: z.number().int().min(1_000).max(300_000),
  auditTopic: z.string().trim().min(1).max(249).nullable().optional(),
});
export type ClusterSettings = z.infer<typeof clusterSettings>;

const settings = z.object({
  theme: z.enum(['system', 'dark', 'light']),
  timeZone: z.enum(['local', 'utc']),
});
export type Settings = z.infer<typeof settings>;

export interface ConnectionStage {
  readonly stage: 'settings' | 'dns' | 'tcp' | 'tls' | 'api-versions' | 'sasl' | 'metadata' | 'brokers' | 'groups';
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly text: string;
  readonly ms: number | null;
}
export interface ConnectionReport {
  readonly ok: boolean;
  readonly stages: readonly ConnectionStage[];
  /** Null when ok: what is likely wrong and what to do. */
  readonly advice: string | null;
}

export interface DemoStatus {
  readonly state: 'absent' | 'idle' | 'starting' | 'running' | 'failed';
  /** The last progress line, or why it failed or is absent. */
  readonly text: string | null;
}

/** Every request from the window. One declaration gives its name, its parser and its types. */
export const REQUESTS = {
  'app:read': request<{ readonly version: string; readonly platform: string; readonly settings: Settings; readonly demo: DemoStatus }>()(z.undefined()),
  'settings:write': request<Settings>()(settings.partial()),
  'clusters:read': request<readonly ClusterSummary[]>()(z.undefined()),
  /** What could not be read of the saved clusters, or why changes are not saved: for the user, one or two sentences each. */
  'clusters:readNotices': request<readonly string[]>()(z.undefined()),
  'clusters:add': request<Result<ClusterProfile>>()(clusterSettings),
  'clusters:update': request<Result<ClusterProfile>>()(z.object({ profileId, settings: clusterSettings.partial() })),
  'clusters:remove': request<Result<null>>()(z.object({ profileId })),
  'clusters:test': request<ConnectionReport>()(z.object({ testId: z.string().max(64), settings: clusterSettings })),
  'clusters:cancelTest': request<null>()(z.object({ testId: z.string().max(64) })),
  'clusters:setPaused': request<Result<null>>()(z.object({ profileId, paused: z.boolean() })),
  'clusters:retryNow': request<Result<null>>()(z.object({ profileId })),
  'files:chooseCommandConfig': request<string | null>()(z.undefined()),
  /** Asks where, and writes. The path; null: the user cancelled. */
  'files:save': request<Result<string | null>>()(z.object({ suggestedName: z.string().min(1).max(40_000), text: z.union([z.string(), z.custom<Uint8Array>((value) => value instanceof Uint8Array)]) })),
  /** Asks for a file and reads it, UTF-8 and at most 64 MiB. Null: the user cancelled. */
  'files:open': request<Result<OpenedFile | null>>()(z.object({})),
  'groups:read': request<Result<GroupsTable>>()(z.object({ profileId, namesRevision: z.number().int().nullable() })),
  'groups:readTrends': request<Result<GroupsTrends>>()(z.object({ profileId, groupIds: z.array(name).max(200) })),
  'group:read': request<Result<GroupDetail>>()(z.object({ profileId, groupId: name })),
  'group:readHistory': request<Result<GroupHistory>>()(
    z.object({ profileId, groupId: name, since: z.number().nullable(), partitionsRevision: z.number().int().nullable() }),
  ),
  /** Reading it (or `group:read`) has the group described twice a second for a while. */
  'rebalances:read': request<Result<RebalanceHistory>>()(z.object({ profileId, groupId: name })),
  /** What Kafka's own assignor would make of a changed group; a failure tells why that cannot be told. */
  'assignment:whatIf': request<Result<WhatIf>>()(z.object({ profileId, groupId: name, change: assignmentChange })),
  /** What triggering a rebalance of a classic group would do to it; a plan that is refused says why, and what there is instead. */
  'members:planRebalance': request<Result<RebalancePlan>>()(z.object({ profileId, groupId: name })),
  'members:planRemoval': request<Result<RemovalPlan>>()(z.object({ profileId, groupId: name, which: memberChoice })),
  /** As `offsets:execute`; answers when the group has settled again (`members:progressed` tells on the way). */
  'members:execute': request<Result<MembersResult>>()(z.object({ profileId, planId: z.string().max(64), reason: z.string().max(2_000), typed: name })),
  'topics:read': request<Result<readonly TopicRow[]>>()(z.object({ profileId })),
  'topic:read': request<Result<TopicDetail>>()(z.object({ profileId, topic: name })),
  'offsets:plan': request<Result<ResetPlan>>()(z.object({ profileId, request: resetRequest })),
  'offsets:planUndo': request<Result<ResetPlan>>()(z.object({ profileId, operationId: z.string().max(64) })),
  /** Carries out a plan that was made before, once; `typed` confirms where the environment asks for it (see UNLOCK_NEEDS). */
  'offsets:execute': request<Result<ResetResult>>()(z.object({ profileId, planId: z.string().max(64), reason: z.string().max(2_000), typed: name })),
  /** A fresh plan of only what failed, was skipped by a cancellation, or is unknown, of a plan that was carried out. */
  'offsets:planRetry': request<Result<ResetPlan>>()(z.object({ profileId, planId: z.string().max(64) })),
  'offsets:planDeletion': request<Result<DeletionPlan>>()(z.object({ profileId, wish: deletionWish })),
  /** As `offsets:execute`. */
  'offsets:executeDeletion': request<Result<DeletionResult>>()(z.object({ profileId, planId: z.string().max(64), reason: z.string().max(2_000), typed: name })),
  /** Reads back what an operation without a result meant to change, and writes what it finds to the audit as its result. */
  'offsets:settle': request<Result<SettledDetail>>()(z.object({ profileId, operationId: z.string().max(64) })),
  /** Times of the records at a plan's old and new positions; asking again ends the asking before. */
  'offsets:readTimes': request<Result<PlanTimes>>()(z.object({ profileId, planId: z.string().max(64) })),
  'offsets:cancelTimes': request<null>()(z.object({ profileId })),
  'offsets:export': request<Result<OffsetsFile>>()(z.object({ profileId, groupIds: z.array(name).min(1).max(MOST_GROUPS) })),
  /** Reads a CSV file as Kafka's own tool has it, ours with a header and metadata, or the JSON of `offsets:export`. */
  'offsets:readFile': request<Result<readonly WishedOffset[]>>()(z.object({ text: z.string().max(64 * 1024 * 1024) })),
  'offsets:cancel': request<null>()(z.object({ profileId, planId: z.string().max(64) })),
  'writes:read': request<WriteState>()(z.object({ profileId })),
  'writes:unlock': request<Result<WriteState>>()(z.object({ profileId, reason: z.string().max(2_000), typed: name, expected: name })),
  'writes:lock': request<WriteState>()(z.object({ profileId })),
  /** Read without a group; nothing is committed, stored or logged. */
  'records:read': request<Result<RecordsView>>()(z.object({ profileId, topic: name, partition: partitionNumber, from: recordsFrom, most: z.number().int().min(1).max(500) })),
  /** One record with up to a MiB of its value, or (whole) all of it. Null: there is none at that offset. */
  'record:read': request<Result<RecordView | null>>()(z.object({ profileId, topic: name, partition: partitionNumber, offset: z.number().int().min(0), whole: z.boolean() })),
  /** Copies a record, with its key, value and headers and some that tell where it comes from, to a topic that exists. `typed`: the topic's name, where the environment asks. Fails with CANCELLED: nothing was written. */
  'records:produce': request<Result<ProducedRecord>>()(z.object({ profileId, copyId: z.string().max(64), topic: name, partition: partitionNumber, offset: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER), to: z.object({ topic: name.min(1) }), groupId: name.nullable(), reason: z.string().max(2_000), typed: name })),
  /** What is not sent yet is not sent; what is under way is waited for. The copy's own answer tells what became of it. */
  'records:cancelProduce': request<null>()(z.object({ profileId, copyId: z.string().max(64) })),
  /** What was changed of this cluster from this computer. */
  'audit:read': request<Result<Audit>>()(z.object({ profileId })),
  /** What was meant by one change, and what became of it. */
  'audit:readOperation': request<Result<AuditedDetail>>()(z.object({ profileId, operationId: z.string().max(64) })),
  /** The same of several, in this order. */
  'audit:readOperations': request<Result<readonly AuditedDetail[]>>()(z.object({ profileId, operationIds: z.array(z.string().max(64)).max(1_000).readonly() })),
  /** What the newest lines of the cluster's audit topic tell; fails where its settings name none. */
  'audit:readShared': request<Result<SharedAudit>>()(z.object({ profileId })),
  'audit:readSharedOperations': request<Result<readonly SharedDetail[]>>()(z.object({ profileId, operationIds: z.array(z.string().max(64)).max(2_000).readonly() })),
  'demo:start': request<DemoStatus>()(z.undefined()),
  'engine:start': request<null>()(z.undefined()),
} as const;

/** Total lag of each asked group at the same times: `lag[group * times.length + time]`, NaN = gap or not known. */
export interface GroupsTrends {
  readonly times: Float64Array;
  readonly lag: Float64Array;
}

export interface OpenedFile {
  /** Without its folder. */
  readonly name: string;
  readonly text: string;
}

/** Whether a cluster may be changed: milliseconds that are left; 0 = read-only. */
export interface WriteState {
  readonly remainingMs: number;
  /** Why nothing can be changed however it is unlocked (what is done could not be written down); null: it can. */
  readonly unavailable: Failure | null;
}

export type RequestName = keyof typeof REQUESTS;
/** Answered by the desktop's main process itself; all others go to the engine. */
export const MAIN_REQUEST_NAMES = ['app:read', 'settings:write', 'files:chooseCommandConfig', 'files:save', 'files:open', 'demo:start', 'engine:start'] as const satisfies readonly RequestName[];
export type MainRequestName = (typeof MAIN_REQUEST_NAMES)[number];
export type EngineRequestName = Exclude<RequestName, MainRequestName>;
export type RequestInput<Name extends RequestName> = z.input<(typeof REQUESTS)[Name]['input']>;
export type RequestOutput<Name extends RequestName> = (typeof REQUESTS)[Name]['output'];

/** Every event to the window. Payloads are what screens need to know that something is new; figures are read. */
export interface Events {
  /** A cluster's summary changed (a round ended, its state changed). */
  readonly 'cluster:changed': ClusterSummary;
  readonly 'cluster:removed': { readonly profileId: string };
  /** Partitions of a plan that were committed so far. */
  readonly 'offsets:progressed': { readonly planId: string; readonly done: number; readonly of: number };
  /** What was applied was read again; several times after each operation, `isLast` half a minute after it. */
  readonly 'offsets:verified': { readonly planId: string; readonly verification: Verification; readonly isLast: boolean };
  /** What is being done about the members of a group, or how far it has come: one sentence. */
  readonly 'members:progressed': { readonly planId: string; readonly text: string };
  readonly 'settings:changed': Settings;
  readonly 'demo:changed': DemoStatus;
  /** The engine process died and is being started again, is back, or (failed) died too often: then `engine:start` tries again. */
  readonly 'engine:changed': { readonly state: 'running' | 'restarting' | 'failed'; readonly text: string | null };
}
export type EventName = keyof Events;
/** Raised by the engine; all others by the desktop's main process. */
export type EngineEventName = Extract<EventName, 'cluster:changed' | 'cluster:removed' | 'offsets:progressed' | 'offsets:verified' | 'members:progressed'>;
export const EVENT_NAMES = ['cluster:changed', 'cluster:removed', 'offsets:progressed', 'offsets:verified', 'members:progressed', 'settings:changed', 'demo:changed', 'engine:changed'] as const satisfies readonly EventName[];

/** What the preload script puts on `window.bridge`; nothing else crosses. */
export interface Bridge {
  /** Rejects only on a bug or an invalid input; expected failures are values in the output. */
  invoke<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name>>;
  /** Returns the function that stops listening. */
  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void;
}
