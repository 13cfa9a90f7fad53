import type { ClusterSummary } from '../../../shared/cluster';
import type { MemberChoice } from '../../../shared/members';
import { displayName } from '../../../shared/display-name';
import { planRemoval } from '../../state/member-actions';
import { useNow } from '../../state/now';
import { useReading } from '../../state/reading';
import { useVisit } from '../../state/route';
import { useViewMemory } from '../../state/view-memory';
import { useMadePlan } from '../reset/use-made-plan';
import { removalAction } from './members-words';
import { MembersSheet } from './MembersSheet';
import { RemovalChoice } from './RemovalChoice';

const NOBODY: MemberChoice = { kind: 'members', memberIds: [] };

interface RemovalPageProps {
  readonly cluster: ClusterSummary;
  readonly groupId: string;
  /** Who is chosen at first; null: nobody. */
  readonly memberId: string | null;
}

/** Removing members from one group: who, what that does, and what became of each. */
export function RemovalPage({ cluster, groupId, memberId }: RemovalPageProps) {
  const { profileId } = cluster.profile;
  const reading = useReading('group:read', { profileId, groupId }, cluster.revision);
  const [which, choose] = useViewMemory<MemberChoice>(`removal ${useVisit()}`, memberId === null ? NOBODY : { kind: 'members', memberIds: [memberId] });
  const isNobody = which.kind === 'members' && which.memberIds.length === 0;
  const planning = useMadePlan(isNobody ? null : () => planRemoval(profileId, groupId, which), JSON.stringify(which));
  const members = reading.value?.members ?? null;
  const now = useNow();
  return (
    <MembersSheet
      cluster={cluster}
      groupId={groupId}
      title="Remove members of"
      planning={planning}
      {...(isNobody ? { nothing: members === null && reading.failure !== null ? displayName(reading.failure.message, 300) : 'Choose who is to be removed.' } : {})}
      action={(plan) => (plan.members.length === 0 ? null : removalAction(plan.which, plan.members.length))}
      choices={<RemovalChoice detail={reading.value} now={now} which={which} onChoose={choose} />}
    />
  );
}
