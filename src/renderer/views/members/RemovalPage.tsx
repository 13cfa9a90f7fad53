import { useEffect, useMemo, useState } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import type { Failure } from '../../../shared/failure';
import type { MemberChoice, RemovalPlan } from '../../../shared/members';
import { displayName } from '../../../shared/display-name';
import { planRemoval } from '../../state/member-actions';
import { useReading } from '../../state/reading';
import { useVisit } from '../../state/route';
import { useViewMemory } from '../../state/view-memory';
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
  const [round, setRound] = useState(0);
  const [made, setMade] = useState<{ readonly of: string; readonly plan: RemovalPlan | null; readonly failure: Failure | null } | null>(null);
  const isNobody = which.kind === 'members' && which.memberIds.length === 0;
  const of = useMemo(() => `${round} ${JSON.stringify(which)}`, [round, which]);
  useEffect(() => {
    if (isNobody) return undefined;
    let isOver = false;
    void planRemoval(profileId, groupId, which).then((result) => {
      if (!isOver) setMade({ of, plan: result.ok ? result.value : null, failure: result.ok ? null : result.failure });
    });
    return () => {
      isOver = true;
    };
  }, [profileId, groupId, which, of, isNobody]);
  const members = reading.value?.members ?? null;
  return (
    <MembersSheet
      cluster={cluster}
      groupId={groupId}
      title="Remove members of"
      planning={{ plan: isNobody ? null : (made?.plan ?? null), failure: isNobody ? null : (made?.failure ?? null), isPlanning: !isNobody && made?.of !== of, again: () => setRound((before) => before + 1) }}
      {...(isNobody ? { nothing: members === null && reading.failure !== null ? displayName(reading.failure.message, 300) : 'Choose who is to be removed.' } : {})}
      action={(plan) => (plan.members.length === 0 ? null : removalAction(plan.which, plan.members.length))}
      choices={<RemovalChoice members={members} which={which} onChoose={choose} />}
    />
  );
}
