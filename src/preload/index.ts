import { contextBridge, ipcRenderer } from 'electron';
import { EVENT_CHANNEL, REQUEST_CHANNEL, type BridgeAnswer } from '../shared/bridge-channels';
import type { Bridge, EventName, RequestName } from '../shared/contract';

// Written out, and complete by type, so that this script need not load the parsers behind the contract.
const REQUEST_NAMES: Readonly<Record<RequestName, true>> = {
  'app:read': true,
  'settings:write': true,
  'clusters:read': true,
  'clusters:readNotices': true,
  'clusters:add': true,
  'clusters:update': true,
  'clusters:remove': true,
  'clusters:test': true,
  'clusters:cancelTest': true,
  'clusters:setPaused': true,
  'clusters:retryNow': true,
  'files:chooseCommandConfig': true,
  'files:save': true,
  'files:open': true,
  'groups:read': true,
  'groups:readTrends': true,
  'group:read': true,
  'rebalances:read': true,
  'group:readHistory': true,
  'assignment:whatIf': true,
  'topics:read': true,
  'topic:read': true,
  'members:planRebalance': true,
  'members:planRemoval': true,
  'members:execute': true,
  'offsets:plan': true,
  'offsets:planUndo': true,
  'offsets:execute': true,
  'offsets:planRetry': true,
  'offsets:planDeletion': true,
  'offsets:executeDeletion': true,
  'offsets:settle': true,
  'offsets:readTimes': true,
  'offsets:cancelTimes': true,
  'offsets:export': true,
  'offsets:readFile': true,
  'offsets:cancel': true,
  'writes:read': true,
  'writes:unlock': true,
  'writes:lock': true,
  'records:read': true,
  'record:read': true,
  'records:produce': true,
  'records:cancelProduce': true,
  'audit:read': true,
  'audit:readOperation': true,
  'audit:readOperations': true,
  'audit:readShared': true,
  'audit:readSharedOperations': true,
  'demo:start': true,
  'engine:start': true,
};
const EVENT_NAMES: Readonly<Record<EventName, true>> = {
  'cluster:changed': true,
  'cluster:removed': true,
  'offsets:progressed': true,
  'offsets:verified': true,
  'members:progressed': true,
  'settings:changed': true,
  'demo:changed': true,
  'engine:changed': true,
};

const requestNames = new Set<unknown>(Object.keys(REQUEST_NAMES));
const listeners = new Map<unknown, Set<(payload: unknown) => void>>(Object.keys(EVENT_NAMES).map((name) => [name, new Set()]));

async function invoke(name: unknown, input: unknown): Promise<unknown> {
  if (!requestNames.has(name)) throw new Error('There is no such request.');
  const answer = (await ipcRenderer.invoke(REQUEST_CHANNEL, name, input)) as BridgeAnswer;
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

function on(name: unknown, listener: unknown): () => void {
  const ofThisEvent = listeners.get(name);
  if (ofThisEvent === undefined) throw new Error('There is no such event.');
  if (typeof listener !== 'function') throw new Error('A listener must be a function.');
  const listen = (payload: unknown): void => void listener(payload);
  ofThisEvent.add(listen);
  return () => void ofThisEvent.delete(listen);
}

// Electron's event object stays here: it carries the raw port to the main process.
ipcRenderer.on(EVENT_CHANNEL, (_event, name: unknown, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload);
});

contextBridge.exposeInMainWorld('bridge', { invoke, on } as Bridge);
