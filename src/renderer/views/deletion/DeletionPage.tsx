import { useMemo } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import type { DeletionPlan, DeletionResult, DeletionWish } from '../../../shared/deletion';
import { displayName } from '../../../shared/display-name';
import { formatCounted } from '../../../shared/text';
import { useKeys } from '../../state/keys';
import { executeDeletion, planDeletion } from '../../state/reset-actions';
import { leaveFor, navigate, pageOfGroups } from '../../state/route';
import { useSettings } from '../../state/settings';
import { EmptyState } from '../../ui/EmptyState';
import { Notice } from '../../ui/Notice';
import { GuardBar } from '../reset/GuardBar';
import { PlanProblems } from '../reset/PlanProblems';
import sheet from '../reset/PlanSheet.module.css';
import { ResetRefused } from '../reset/ResetRefused';
import { SheetHead } from '../reset/SheetHead';
import { useCarryOut } from '../reset/use-carry-out';
import { useMadePlan } from '../reset/use-made-plan';
import { useWaiting } from '../reset/use-waiting';
import { deletionEffect, deletionSentence, subjectOf } from './deletion-text';
import { DeletionDone } from './DeletionDone';
import { DeletionTable } from './DeletionTable';

/** Deleting committed offsets, or whole groups with all of theirs: what goes, the bar that confirms it, and what became of it. */
export function DeletionPage({ cluster, wish }: { readonly cluster: ClusterSummary; readonly wish: DeletionWish }) {
  const { profileId } = cluster.profile;
  const { timeZone: zone } = useSettings();
  const planning = useMadePlan(() => planDeletion(profileId, wish));
  const { running, progress, done, problem, plan, expiry, start, stop, forget } = useCarryOut<DeletionPlan, DeletionResult>(profileId, planning.plan, executeDeletion);
  const groupIds = wish.kind === 'offsets' ? [wish.groupId] : wish.groupIds;
  const leave = (): void => leaveFor(pageOfGroups(profileId, wish.kind === 'offsets' || done === null ? groupIds : []));
  useKeys({ Escape: () => (running !== null ? undefined : leave()) });

  const isBusy = running !== null;
  const groups = useMemo(() => plan?.groups ?? [], [plan]);
  const open = useMemo(() => groups.filter(({ refusal }) => refusal === null), [groups]);
  const effect = useMemo(() => deletionEffect(open), [open]);
  const waiting = useWaiting(planning);
  const count = wish.kind === 'groups' ? open.length : effect.offsets;
  const isReady = count > 0 && !expiry.isOver && !planning.isPlanning;
  const expected = groupIds.length > 1 ? cluster.profile.name : (groupIds[0] ?? '');
  const title = wish.kind === 'groups' ? 'Delete' : 'Delete committed offsets of';
  return (
    <div className={sheet.sheet} role="dialog" aria-label={`${title} ${displayName(subjectOf(wish), 80)}`}>
      <SheetHead title={title} subject={subjectOf(wish)} plan={plan} expiry={expiry} zone={zone} />
      <div className={sheet.body}>
        <section className={sheet.preview} aria-label="What goes" aria-busy={planning.isPlanning}>
          <PlanProblems problem={problem} planning={planning} expiry={expiry} />
          {done === null ? <ResetRefused groups={groups} at={plan?.createdAt ?? NaN} zone={zone} waiting={waiting} onAgain={planning.again} /> : null}
          {done === null && waiting.isOver ? <Notice tone="plain" icon="check">No member is left. This is a fresh plan; nothing was deleted.</Notice> : null}
          {done === null ? open.flatMap(({ groupId, notes }) => notes.map((note) => <Notice key={`${groupId} ${note}`} tone="warning" icon="behind">{groups.length > 1 ? `${displayName(groupId, 80)}: ` : ''}{displayName(note, 400)}</Notice>)) : null}
          {done === null || plan === null ? null : (
            <DeletionDone
              result={done.result}
              onUndo={(operationId) => navigate({ kind: 'undo', profileId, operationId })}
              onAgain={() => {
                forget();
                planning.again();
              }}
              onLeave={leave}
            />
          )}
          {plan === null ? (
            <EmptyState title={planning.failure === null ? 'Reading what would go…' : 'There is no plan.'} />
          ) : (
            <>
              {done === null ? (
                <div className={sheet.effect}>
                  <p className={sheet.sentence}>
                    <b>{deletionSentence(wish, count)}</b> {effect.text}
                  </p>
                  <p className={sheet.note}>What is committed is written to disk before it goes: it can be put back. A consumer that starts afterwards begins where its auto.offset.reset says.</p>
                </div>
              ) : null}
              <DeletionTable groups={groups} deletions={done?.result.kind === 'done' ? done.result.deletions : null} />
            </>
          )}
        </section>
      </div>
      {done === null ? (
        <GuardBar
          cluster={cluster}
          expected={expected}
          action={isReady ? `Delete ${formatCounted(count, wish.kind === 'groups' ? 'group' : 'committed offset')}` : null}
          refusal={open.length === 0 && groups.length > 0 ? 'Refused' : expiry.isOver ? 'Plan expired' : planning.isPlanning ? 'Planning…' : plan !== null && count === 0 ? 'Nothing to delete' : 'No plan'}
          isBusy={isBusy}
          progress={progress}
          onCancel={() => (isBusy ? stop() : leave())}
          onConfirm={(given) => plan !== null && void start(plan, { ...given, expected })}
        />
      ) : null}
    </div>
  );
}
