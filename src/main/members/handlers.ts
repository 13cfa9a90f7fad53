import type { ClusterProfile } from '../../shared/cluster';
import type { EngineRequestName, RequestInput, RequestOutput } from '../../shared/contract';
import type { Result } from '../../shared/result';
import type { Desk } from '../operations/desk';
import { MembersDesk } from './members-desk';

export interface MembersPorts {
  /** Runs at the cluster's desk; fails when there is no such saved cluster (any more). */
  atDesk<Value>(profileId: string, use: (desk: Desk, profile: ClusterProfile) => Promise<Result<Value>>): Promise<Result<Value>>;
}

type MembersName = Extract<EngineRequestName, `members:${string}`>;
type Handlers = { readonly [Name in MembersName]: (input: RequestInput<Name>) => Promise<RequestOutput<Name>> };

export interface Members {
  readonly handlers: Handlers;
}

/** What acts on members of groups, for every saved cluster: behind the same lock and guards as changes of offsets. */
export function createMembers(ports: MembersPorts): Members {
  const desks = new WeakMap<Desk, MembersDesk>();
  const at = <Value>(profileId: string, use: (desk: MembersDesk, profile: ClusterProfile) => Promise<Result<Value>>): Promise<Result<Value>> =>
    ports.atDesk(profileId, (desk, profile) => {
      const own = desks.get(desk) ?? new MembersDesk(desk.connections, desk.guard);
      desks.set(desk, own);
      return use(own, profile);
    });
  return {
    handlers: {
      'members:planRebalance': ({ profileId, groupId }) => at(profileId, (desk, profile) => desk.planRebalance(profile, groupId)),
      'members:planRemoval': ({ profileId, groupId, which }) => at(profileId, (desk, profile) => desk.planRemoval(profile, groupId, which)),
      'members:execute': ({ profileId, planId, reason, typed }) => at(profileId, (desk, profile) => desk.execute(profile, planId, { reason, typed })),
    },
  };
}
