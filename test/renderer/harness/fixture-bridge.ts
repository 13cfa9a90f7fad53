import type { Bridge, EventName, Events, RequestInput, RequestName, RequestOutput, Settings } from '../../../src/shared/contract';
import { answer } from './answers';
import type { Fixture } from './fixtures/model';
import { summaryOf } from './summaries';
import type { World } from './world';

export interface FixtureBridge {
  readonly bridge: Bridge;
  readonly control: {
    /** Names of all requests so far. */
    readonly asked: RequestName[];
    /** Makes one round of every living cluster now. */
    readonly round: () => void;
    readonly emit: <Name extends EventName>(name: Name, payload: Events[Name]) => void;
  };
}

/** A bridge whose other side is invented: rounds pass, figures move, nothing is real. */
export function createFixtureBridge(fixture: Fixture, options: Settings & { readonly everyMs: number; readonly addingMs: number }): FixtureBridge {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const emit = <Name extends EventName>(name: Name, payload: Events[Name]) => {
    for (const listener of listeners.get(name) ?? []) (listener as (payload: Events[Name]) => void)(payload);
  };
  const world: World = {
    start: Date.now(),
    clusters: new Map(fixture.clusters.map((model) => [model.profileId, { model, revision: model.groups === null ? 0 : 1_284, sampledAt: Date.now() - model.ageMs, namesRevision: 1 }])),
    settings: { theme: options.theme, timeZone: options.timeZone },
    demo: fixture.demo,
    adding: Promise.resolve(),
    addingMs: options.addingMs,
    emit,
  };
  const asked: RequestName[] = [];
  const round = () => {
    for (const [profileId, cluster] of world.clusters) {
      if (cluster.model.state !== 'current' && cluster.model.state !== 'partial') continue;
      world.clusters.set(profileId, { ...cluster, revision: cluster.revision + 1, sampledAt: Date.now() });
      emit('cluster:changed', summaryOf(world, profileId));
    }
  };
  if (options.everyMs > 0) setInterval(round, options.everyMs);

  const bridge: Bridge = {
    invoke: async <Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name>> => {
      asked.push(name);
      await new Promise((resolve) => setTimeout(resolve, 4));
      return answer(world, name, input);
    },
    on: (name, listener) => {
      const known = listeners.get(name) ?? new Set();
      known.add(listener as (payload: never) => void);
      listeners.set(name, known);
      return () => known.delete(listener as (payload: never) => void);
    },
  };
  return { bridge, control: { asked, round, emit } };
}
