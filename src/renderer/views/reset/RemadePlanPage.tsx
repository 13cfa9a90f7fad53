import type { ClusterSummary } from '../../../shared/cluster';
import { planRetry, planUndo } from '../../state/reset-actions';
import { goBack, leaveFor } from '../../state/route';
import { PlanSheet } from './PlanSheet';
import { useMadePlan } from './use-made-plan';

/** What a plan is made of: the snapshot of an earlier change, or what a plan that was carried out has left undone. */
export type PlanOrigin = { readonly kind: 'undo'; readonly operationId: string } | { readonly kind: 'retry'; readonly planId: string };

const WORDS = {
  undo: { none: 'Undo', title: 'Undo: put back offsets of', verb: 'Put back' },
  retry: { none: 'Retry', title: 'Retry: reset offsets of', verb: 'Reset' },
} as const;

/** Taking an operation back, or doing the rest of it: a plan like any other, with nothing to choose. */
export function RemadePlanPage({ cluster, of }: { readonly cluster: ClusterSummary; readonly of: PlanOrigin }) {
  const { profileId } = cluster.profile;
  const planning = useMadePlan(() => (of.kind === 'undo' ? planUndo(profileId, of.operationId) : planRetry(profileId, of.planId)));
  const groups = planning.plan?.groups ?? [];
  const leave = (): void => {
    const [group] = groups;
    if (groups.length === 1 && group !== undefined) leaveFor({ kind: 'group', profileId, groupId: group.groupId });
    else if (!goBack()) leaveFor({ kind: 'groups', profileId });
  };
  return (
    <PlanSheet
      cluster={cluster}
      title={groups.length === 0 ? WORDS[of.kind].none : WORDS[of.kind].title}
      subject={groups.length === 0 ? '' : groups.length === 1 ? (groups[0]?.groupId ?? '') : `${groups.length} groups`}
      verb={WORDS[of.kind].verb}
      planning={planning}
      form={null}
      empty="Making the plan…"
      onToLatest={null}
      onLeave={leave}
    />
  );
}
