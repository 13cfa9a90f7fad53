import { useMemo, useState, type ReactNode } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import { isToBeChanged } from '../../../shared/planned-change';
import type { ResetPlan, ResetResult } from '../../../shared/reset';
import { GROUP_WARNING_TEXTS } from '../../../shared/group-warning-texts';
import { formatCounted } from '../../../shared/text';
import { useKeys } from '../../state/keys';
import { executeReset } from '../../state/reset-actions';
import { navigate } from '../../state/route';
import { useSettings } from '../../state/settings';
import { EmptyState } from '../../ui/EmptyState';
import { Notice } from '../../ui/Notice';
import { CopyPlan } from './CopyPlan';
import { GuardBar } from './GuardBar';
import { effectOf } from './plan-text';
import { PlanEffectText } from './PlanEffectText';
import { PlanGroups } from './PlanGroups';
import { PlanProblems } from './PlanProblems';
import styles from './PlanSheet.module.css';
import { PlanTable } from './PlanTable';
import { ResetDone } from './ResetDone';
import { ResetRefused } from './ResetRefused';
import { SheetHead } from './SheetHead';
import { UndoNotice } from './UndoNotice';
import { useCarryOut } from './use-carry-out';
import { usePlanTimes } from './use-plan-times';
import type { Planning } from './use-plan';
import { useWaiting } from './use-waiting';

interface PlanSheetProps {
  readonly cluster: ClusterSummary;
  /** `Reset offsets of` and what it is about. */
  readonly title: string;
  readonly subject: string;
  /** Which groups, where that is known before there is a plan. */
  readonly groupIds?: readonly string[];
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
export function PlanSheet({ cluster, title, subject, groupIds, verb, planning, form, empty, onToLatest, onLeave }: PlanSheetProps) {
  const { profileId } = cluster.profile;
  const { timeZone: zone } = useSettings();
  const { running, progress, done, looked, problem, plan, expiry, start, stop, forget } = useCarryOut<ResetPlan, ResetResult>(profileId, planning.plan, executeReset);
  useKeys({ Escape: () => (running !== null ? undefined : onLeave()) });

  const isBusy = running !== null;
  const groups = useMemo(() => plan?.groups ?? [], [plan]);
  const open = useMemo(() => groups.filter(({ refusal }) => refusal === null), [groups]);
  const changing = useMemo(() => effectOf(open).changing, [open]);
  const changed = useMemo(() => open.filter(isToBeChanged).length, [open]);
  const waiting = useWaiting(planning);
  const times = usePlanTimes(profileId, plan?.planId ?? null);
  const [isAgreed, setAgreed] = useState(false);
  const undoes = plan?.request.undoes ?? null;
  const isAgain = undoes !== null && undoes.undoneAt !== null && !isAgreed;
  const isReady = changing > 0 && !expiry.isOver && !planning.isPlanning && !isAgain;
  const expected = (groupIds?.length ?? groups.length) > 1 ? cluster.profile.name : (groups[0]?.groupId ?? subject);
  const begin = (): void => {
    forget();
    planning.again();
  };
  return (
    <div className={styles.sheet} role="dialog" aria-label={`${title} ${displayName(subject, 80)}`}>
      <SheetHead title={title} subject={subject} plan={plan} expiry={expiry} zone={zone} />
      <div className={styles.body}>
        {done === null ? form : null}
        <section className={styles.preview} aria-label="What it does" aria-busy={planning.isPlanning}>
          <PlanProblems problem={problem} planning={planning} expiry={expiry} />
          {done !== null ? null : <ResetRefused groups={groups} at={plan?.createdAt ?? NaN} zone={zone} waiting={waiting} onAgain={planning.again} />}
          {done === null && waiting.isOver ? <Notice tone="plain" icon="check">No member is left. This is a fresh plan; nothing was applied.</Notice> : null}
          {done === null && undoes !== null ? <UndoNotice of={undoes} zone={zone} isAgreed={isAgreed} onAgree={() => setAgreed(true)} /> : null}
          {plan?.failures.map((failure) => <Notice key={failure.scope + failure.code} tone="warning">{displayName(failure.message, 400)}</Notice>)}
          {done === null && groups.length === 1 ? groups[0]?.warnings.map((warning) => <Notice key={warning} tone="warning" icon="behind">{GROUP_WARNING_TEXTS[warning]}</Notice>) : null}
          {done === null && groups.some(({ groupType }) => groupType === 'share') ? <Notice tone="plain">{groups.length === 1 ? 'It is a share group: now and new are' : 'Of share groups now and new are'} start offsets. Records from a start offset on are handed out again, also those that were acknowledged.</Notice> : null}
          {done === null || plan === null ? null : (
            <ResetDone looked={looked} plan={plan} result={done.result} onUndo={(operationId) => navigate({ kind: 'undo', profileId, operationId })} onRetry={() => navigate({ kind: 'retry', profileId, planId: done.plan.planId })} onAgain={begin} onLeave={onLeave} />
          )}
          {plan === null ? (
            <EmptyState title={planning.failure === null ? empty : 'There is no plan.'} />
          ) : (
            <>
              {done === null ? <PlanEffectText groups={groups} times={times} onToLatest={onToLatest} /> : null}
              {done === null && groups.length > 1 ? <PlanGroups groups={groups} /> : null}
              <PlanTable request={plan.request} profileId={profileId} groups={groups} done={done?.result.kind === 'done' ? done.result.groups : null} times={times} zone={zone} />
              <CopyPlan plan={plan} done={done} cluster={cluster.profile} />
            </>
          )}
        </section>
      </div>
      {done === null ? (
        <GuardBar
          cluster={cluster}
          expected={expected}
          action={isReady ? `${verb} ${formatCounted(changing, 'partition')}${changed > 1 ? ` of ${formatCounted(changed, 'group')}` : ''}` : null}
          refusal={open.length === 0 && groups.length > 0 ? 'Refused' : expiry.isOver ? 'Plan expired' : plan !== null && changing === 0 ? 'Nothing changes' : isAgain ? 'Taken back already' : planning.isPlanning ? 'Planning…' : 'No plan'}
          isBusy={isBusy}
          progress={progress}
          onCancel={() => (isBusy ? stop() : onLeave())}
          onConfirm={(given) => plan !== null && void start(plan, { ...given, expected })}
        />
      ) : null}
    </div>
  );
}
