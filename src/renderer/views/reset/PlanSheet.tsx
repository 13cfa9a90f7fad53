import { useState, type ReactNode } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import type { Failure } from '../../../shared/failure';
import type { ResetPlan, ResetResult } from '../../../shared/reset';
import { formatDuration } from '../../../shared/text';
import { formatCounted } from '../../format/format-count';
import { formatTime } from '../../format/format-time';
import { useKeys } from '../../state/keys';
import { useNow } from '../../state/now';
import { cancelReset, executeReset } from '../../state/reset-actions';
import { navigate } from '../../state/route';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { Notice } from '../../ui/Notice';
import { CopyPlan } from './CopyPlan';
import { GuardBar } from './GuardBar';
import { effectOf } from './plan-text';
import { PlanEffectText } from './PlanEffectText';
import styles from './PlanSheet.module.css';
import { PlanTable } from './PlanTable';
import { ResetDone } from './ResetDone';
import { ResetRefused } from './ResetRefused';
import type { Planning } from './use-plan';

interface PlanSheetProps {
  readonly cluster: ClusterSummary;
  /** `Reset offsets of` and what it is about. */
  readonly title: string;
  readonly subject: string;
  /** What the button does: `Reset` or `Put back`. */
  readonly verb: string;
  readonly planning: Planning;
  /** What is chosen from; null: nothing is. Hidden once it is done. */
  readonly form: ReactNode;
  /** Why there is no plan. */
  readonly empty: string;
  readonly onToLatest: (() => void) | null;
  readonly onLeave: () => void;
}

/** A plan, the bar that confirms it, and what became of it. Nothing is written but by the bar's button. */
export function PlanSheet({ cluster, title, subject, verb, planning, form, empty, onToLatest, onLeave }: PlanSheetProps) {
  const { profileId } = cluster.profile;
  const { timeZone: zone } = useSettings();
  const now = useNow();
  const [isBusy, setBusy] = useState(false);
  const [done, setDone] = useState<{ readonly plan: ResetPlan; readonly result: ResetResult } | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  useKeys({ Escape: () => (isBusy ? undefined : onLeave()) });

  const plan = done?.plan ?? planning.plan;
  const groups = plan?.groups ?? [];
  const refused = groups.find(({ refusal }) => refusal !== null) ?? null;
  const open = groups.filter(({ refusal }) => refusal === null);
  const changing = effectOf(open).changing;
  const expired = plan !== null && now > plan.expiresAt;
  const isReady = changing > 0 && !expired && !planning.isPlanning;
  const expected = groups.length > 1 ? cluster.profile.name : (groups[0]?.groupId ?? subject);
  const carryOut = async (given: { readonly reason: string; readonly typed: string }) => {
    if (plan === null) return;
    setBusy(true);
    setProblem(null);
    const result = await executeReset(profileId, plan.planId, { ...given, expected });
    setBusy(false);
    if (result.ok) setDone({ plan, result: result.value });
    else setProblem(result.failure);
  };
  return (
    <div className={styles.sheet} role="dialog" aria-label={`${title} ${displayName(subject, 80)}`}>
      <header className={styles.head}>
        <h2>
          {title} <bdi>{displayName(subject, 90)}</bdi>
        </h2>
        {plan === null ? null : <span className={styles.aside}>Plan {plan.planId.slice(0, 4)}, made {formatTime(plan.createdAt, zone)}</span>}
        {plan === null || done !== null ? null : <span className={styles.expires}>{expired ? 'This plan has expired' : `This plan expires in ${formatDuration(plan.expiresAt - now)}`}</span>}
      </header>
      <div className={styles.body}>
        {done === null ? form : null}
        <section className={styles.preview} aria-label="What it does" aria-busy={planning.isPlanning}>
          {problem === null ? null : <Notice tone="critical">{displayName(problem.message, 600)}</Notice>}
          {planning.failure === null ? null : <Notice tone="critical">{displayName(planning.failure.message, 600)}</Notice>}
          {refused?.refusal == null || done !== null ? null : <ResetRefused failure={refused.refusal} members={refused.members} onAgain={planning.again} />}
          {expired && done === null ? <Notice tone="warning" action={<Button small onClick={planning.again}>Make a fresh plan</Button>}>This plan is too old to be applied.</Notice> : null}
          {done === null ? null : <ResetDone planId={done.plan.planId} result={done.result} onUndo={(operationId) => navigate({ kind: 'undo', profileId, operationId })} onLeave={onLeave} />}
          {plan === null ? (
            <EmptyState title={planning.failure === null ? empty : 'There is no plan.'} />
          ) : (
            <>
              {done === null ? <PlanEffectText groups={groups} onToLatest={onToLatest} /> : null}
              <PlanTable profileId={profileId} groups={groups} done={done?.result.kind === 'done' ? done.result.groups : null} />
              <CopyPlan plan={plan} result={done?.result ?? null} cluster={cluster.profile} />
            </>
          )}
        </section>
      </div>
      {done === null ? (
        <GuardBar
          cluster={cluster}
          expected={expected}
          action={isReady ? `${verb} ${formatCounted(changing, 'partition')}` : null}
          refusal={open.length === 0 && refused !== null ? 'Refused' : expired ? 'Plan expired' : plan !== null && changing === 0 ? 'Nothing changes' : planning.isPlanning ? 'Planning…' : 'No plan'}
          isBusy={isBusy}
          onCancel={() => (isBusy && plan !== null ? void cancelReset(profileId, plan.planId) : onLeave())}
          onConfirm={(given) => void carryOut(given)}
        />
      ) : null}
    </div>
  );
}
