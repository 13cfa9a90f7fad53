import { useEffect, useState } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import type { Failure } from '../../../shared/failure';
import type { ResetPlan } from '../../../shared/reset';
import { planUndo } from '../../state/reset-actions';
import { goBack, navigate } from '../../state/route';
import { PlanSheet } from './PlanSheet';

/** Taking an operation back: a plan like any other, from the snapshot that was taken before it. */
export function UndoPage({ cluster, operationId }: { readonly cluster: ClusterSummary; readonly operationId: string }) {
  const { profileId } = cluster.profile;
  const [round, setRound] = useState(0);
  const [made, setMade] = useState<{ readonly round: number; readonly plan: ResetPlan | null; readonly failure: Failure | null } | null>(null);
  useEffect(() => {
    let gone = false;
    void planUndo(profileId, operationId).then((result) => {
      if (!gone) setMade({ round, plan: result.ok ? result.value : null, failure: result.ok ? null : result.failure });
    });
    return () => {
      gone = true;
    };
  }, [profileId, operationId, round]);
  const groups = made?.plan?.groups ?? [];
  const leave = (): void => {
    const [group] = groups;
    if (groups.length === 1 && group !== undefined) navigate({ kind: 'group', profileId, groupId: group.groupId });
    else if (!goBack()) navigate({ kind: 'groups', profileId });
  };
  return (
    <PlanSheet
      cluster={cluster}
      title="Undo: put back offsets of"
      subject={groups.length === 1 ? (groups[0]?.groupId ?? '') : `${groups.length} groups`}
      verb="Put back"
      planning={{ plan: made?.plan ?? null, failure: made?.failure ?? null, isPlanning: made?.round !== round, again: () => setRound((before) => before + 1) }}
      form={null}
      empty="Making the plan…"
      onToLatest={null}
      onLeave={leave}
    />
  );
}
