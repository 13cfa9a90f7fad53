import type { ClusterProfile } from '../../shared/cluster';
import type { EngineRequestName, Events, RequestInput, RequestOutput } from '../../shared/contract';
import type { Result } from '../../shared/result';
import { openClient } from '../clusters/open-client';
import type { Operations } from '../operations/handlers';
import { MembersDesk } from './members-desk';
import { removeOrphans } from './orphans';
import { PhantomStore } from './phantom-store';

export interface MembersPorts {
  /** Where what is left behind in groups is kept. */
  readonly dataDirectory: string;
  readonly operations: Pick<Operations, 'atDesk' | 'journal'>;
  /** A group is about to be changed: it is to be looked at often. */
  changing(profileId: string, groupId: string): void;
  progressed(progress: Events['members:progressed']): void;
}

type MembersName = Extract<EngineRequestName, `members:${string}`>;
type Handlers = { readonly [Name in MembersName]: (input: RequestInput<Name>) => Promise<RequestOutput<Name>> };

export interface Members {
  readonly handlers: Handlers;
  /** Ends what is under way on a cluster that is no longer saved. */
  forget(profileId: string): void;
  /** Resolves within a second. */
  close(): Promise<void>;
}

/** What acts on members of groups, for every saved cluster: behind the same lock and guards as changes of offsets. Begins with what an earlier program left behind in groups. */
export function createMembers({ dataDirectory, operations, changing, progressed }: MembersPorts): Members {
  const { journal } = operations;
  const phantoms = new PhantomStore(dataDirectory);
  const closing = new AbortController();
  const desks = new Map<string, MembersDesk>();
  void removeOrphans({ phantoms, journal }, null, closing.signal);

  const at = <Value>(profileId: string, use: (desk: MembersDesk, profile: ClusterProfile) => Promise<Result<Value>>): Promise<Result<Value>> =>
    operations.atDesk(profileId, ({ guard }, profile) => {
      const desk =
        desks.get(profileId) ??
        new MembersDesk({
          openClient: async (of, { mayWrite }) => (await openClient(of, { byHand: true, mayWrite })).client,
          journal,
          guard,
          phantoms,
          progressed: (planId, text) => progressed({ planId, text }),
          changing: (groupId) => changing(profileId, groupId),
        });
      desks.set(profileId, desk);
      return use(desk, profile);
    });

  return {
    handlers: {
      'members:planRebalance': ({ profileId, groupId }) => at(profileId, (desk, profile) => desk.planRebalance(profile, groupId)),
      'members:planRemoval': ({ profileId, groupId, which }) => at(profileId, (desk, profile) => desk.planRemoval(profile, groupId, which)),
      'members:execute': async ({ profileId, planId, reason, typed }) => {
        const result = await at(profileId, (desk, profile) => desk.execute(profile, planId, { reason, typed }));
        if (result.ok && result.value.kind === 'rebalanced' && result.value.failure?.code === 'PHANTOM_LEFT_BEHIND') void removeOrphans({ phantoms, journal }, planId, closing.signal);
        return result;
      },
    },
    forget(profileId) {
      void desks.get(profileId)?.close();
      desks.delete(profileId);
    },
    async close() {
      closing.abort();
      await Promise.all([...desks.values()].map((desk) => desk.close()));
    },
  };
}
