import { useMemo, useState } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import type { Failure } from '../../../shared/failure';
import type { GroupDetail } from '../../../shared/group';
import type { ResetPlan, ResetRequest, ResetResult } from '../../../shared/reset';
import { formatDuration } from '../../../shared/text';
import { formatCounted } from '../../format/format-count';
import { formatTime } from '../../format/format-time';
import { useKeys } from '../../state/keys';
import { useNow } from '../../state/now';
import { useReading } from '../../state/reading';
import { cancelReset, executeReset, planUndo } from '../../state/reset-actions';
import { navigate } from '../../state/route';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { Notice } from '../../ui/Notice';
import { CopyPlan } from './CopyPlan';
import { GuardBar } from './GuardBar';
import { effectOf, planAside, planSentence } from './plan-text';
import { PartitionTree } from './PartitionTree';
import { PlanTable } from './PlanTable';
import { chooseAll, scopeOf, topicsOf, type Selection } from './selection';
import { readDraft, type TargetDraft } from './target-draft';
import { TargetChoice } from './TargetChoice';
import { ResetDone } from './ResetDone';
import { ResetRefused } from './ResetRefused';
import { usePlan } from './use-plan';
import styles from './ResetPage.module.css';

interface ResetPageProps {
  readonly cluster: ClusterSummary;
  readonly groupId: string;
  /** Begin with this partition alone, to be moved past its next record. */
  readonly only: { readonly topic: string; readonly partition: number } | null;
}

/** Changing one group's offsets: what, where to, what it would do, and then (only by its own button) doing it. */
export function ResetPage({ cluster, groupId, only }: ResetPageProps) {
  const reading = useReading('group:read', { profileId: cluster.profile.profileId, groupId }, 0);
  if (reading.value === null) return <EmptyState title={reading.failure === null ? 'Reading the group…' : displayName(reading.failure.message, 400)} />;
  return <Sheet cluster={cluster} detail={reading.value} only={only} />;
}

function Sheet({ cluster, detail, only }: { readonly cluster: ClusterSummary; readonly detail: GroupDetail; readonly only: ResetPageProps['only'] }) {
  const { profileId } = cluster.profile;
  const { groupId } = detail;
  const { timeZone: zone } = useSettings();
  const now = useNow();
  const topics = useMemo(() => topicsOf(detail), [detail]);
  const [selection, setSelection] = useState<Selection>(() => (only === null ? chooseAll(topics) : new Map([[only.topic, new Set([only.partition])]])));
  const [draft, setDraft] = useState<TargetDraft>(only === null ? { kind: 'to-current', texts: {} } : { kind: 'shift-by', texts: { 'shift-by': '1' } });
  const [whenNoRecord, setWhenNoRecord] = useState<'ask' | 'to-latest'>('ask');
  const [isBusy, setBusy] = useState(false);
  const [done, setDone] = useState<{ readonly plan: ResetPlan; readonly result: ResetResult } | null>(null);
  const [undo, setUndo] = useState<ResetPlan | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const { target } = useMemo(() => readDraft(draft, zone), [draft, zone]);
  const request = useMemo((): ResetRequest | null => (target === null || selection.size === 0 ? null : { groupIds: [groupId], target, scope: scopeOf(selection), ownTargets: [], whenNoRecord, createGroups: false }), [target, selection, whenNoRecord, groupId]);
  const planning = usePlan(profileId, done === null && undo === null ? request : null);
  const leave = () => navigate({ kind: 'group', profileId, groupId });
  useKeys({ Escape: () => (isBusy ? undefined : leave()) });

  const plan = done?.plan ?? undo ?? planning.plan;
  const group = plan?.groups[0] ?? null;
  const expired = plan !== null && now > plan.expiresAt;
  const outcomes = done?.result.kind === 'done' ? (done.result.groups[0]?.outcomes ?? null) : null;
  const changing = group === null ? 0 : effectOf(group).changing;
  const isReady = plan !== null && group !== null && group.refusal === null && changing > 0 && !expired && !planning.isPlanning && done === null;

  const carryOut = async (given: { readonly reason: string; readonly typed: string }) => {
    if (plan === null) return;
    setBusy(true);
    setProblem(null);
    const result = await executeReset(profileId, plan.planId, { ...given, expected: groupId });
    setBusy(false);
    if (!result.ok) return setProblem(result.failure);
    setDone({ plan, result: result.value });
  };
  const startUndo = async (operationId: string) => {
    const made = await planUndo(profileId, operationId);
    if (!made.ok) return setProblem(made.failure);
    setDone(null);
    setUndo(made.value);
  };

  return (
    <div className={styles.sheet} role="dialog" aria-label={`Reset offsets of ${displayName(groupId, 80)}`}>
      <header className={styles.head}>
        <h2>
          {undo === null ? 'Reset offsets of' : 'Undo: offsets of'} <bdi>{displayName(groupId, 90)}</bdi>
        </h2>
        {plan === null ? null : <span className={styles.aside}>Plan {plan.planId.slice(0, 4)}, made {formatTime(plan.createdAt, zone)}</span>}
        {plan === null || done !== null ? null : <span className={styles.expires}>{expired ? 'This plan has expired' : `This plan expires in ${formatDuration(plan.expiresAt - now)}`}</span>}
      </header>
      <div className={styles.body}>
        {done === null && undo === null ? (
          <section className={styles.form} aria-label="What and where to">
            <h3>Which partitions</h3>
            <PartitionTree topics={topics} selection={selection} onChange={setSelection} />
            <TargetChoice draft={draft} zone={zone} onChange={setDraft} />
          </section>
        ) : null}
        <section className={styles.preview} aria-label="What it does" aria-busy={planning.isPlanning}>
          {problem === null ? null : <Notice tone="critical">{displayName(problem.message, 600)}</Notice>}
          {planning.failure === null ? null : <Notice tone="critical">{displayName(planning.failure.message, 600)}</Notice>}
          {group?.refusal === null || group === null || done !== null ? null : <ResetRefused failure={group.refusal} members={group.members} onAgain={planning.again} />}
          {expired && done === null ? <Notice tone="warning" action={<Button small onClick={planning.again}>Make a fresh plan</Button>}>This plan is too old to be applied.</Notice> : null}
          {done === null ? null : <ResetDone planId={done.plan.planId} result={done.result} onUndo={startUndo} onLeave={leave} />}
          {group === null ? (
            <EmptyState title={selection.size === 0 ? 'Choose partitions.' : target === null ? 'Say where to.' : 'Making the plan…'} />
          ) : (
            <>
              {done === null ? <Effect group={group} onToLatest={whenNoRecord === 'ask' ? () => setWhenNoRecord('to-latest') : null} /> : null}
              <PlanTable group={group} outcomes={outcomes} />
              {plan === null ? null : <CopyPlan plan={plan} result={done?.result ?? null} cluster={cluster.profile} />}
            </>
          )}
        </section>
      </div>
      {done === null ? (
        <GuardBar
          cluster={cluster}
          expected={groupId}
          action={isReady ? `${undo === null ? 'Reset' : 'Put back'} ${formatCounted(changing, 'partition')}` : null}
          refusal={group === null ? null : group.refusal !== null ? 'Refused' : expired ? 'Plan expired' : changing === 0 ? 'Nothing changes' : 'Planning…'}
          isBusy={isBusy}
          onCancel={() => (isBusy && plan !== null ? void cancelReset(profileId, plan.planId) : leave())}
          onConfirm={(given) => void carryOut(given)}
        />
      ) : null}
    </div>
  );
}

function Effect({ group, onToLatest }: { readonly group: NonNullable<ResetPlan['groups'][number]>; readonly onToLatest: (() => void) | null }) {
  const effect = effectOf(group);
  const { what, again, never } = planSentence(effect);
  const waiting = group.partitions.filter(({ problem }) => problem?.code === 'NO_RECORD_AT_OR_AFTER').length;
  return (
    <div className={styles.effect}>
      <p className={styles.sentence}>
        <b>{what}</b> {again}
        {again !== null && never !== null ? ', ' : ''}
        {never === null ? null : <span className={styles.never}>{never}</span>}
        {again === null && never === null ? '' : '.'}
      </p>
      <p className={styles.note}>{planAside(effect)}</p>
      {waiting === 0 || onToLatest === null ? null : (
        <p className={styles.note}>
          {formatCounted(waiting, 'partition')} {waiting === 1 ? 'has' : 'have'} no record at or after that time.{' '}
          <Button small onClick={onToLatest}>
            Move {waiting === 1 ? 'it' : 'them'} to the log end
          </Button>
        </p>
      )}
    </div>
  );
}
