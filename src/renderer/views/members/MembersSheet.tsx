import type { ReactNode } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import type { MembersResult, RebalancePlan, RemovalPlan } from '../../../shared/members';
import { displayName } from '../../../shared/display-name';
import { executeMembers } from '../../state/member-actions';
import { useKeys } from '../../state/keys';
import { leaveFor } from '../../state/route';
import { useSettings } from '../../state/settings';
import { remember } from '../../state/view-memory';
import { EmptyState } from '../../ui/EmptyState';
import { Notice } from '../../ui/Notice';
import { groupTabKey } from '../group/group-tab';
import { GuardBar } from '../reset/GuardBar';
import { PlanProblems } from '../reset/PlanProblems';
import sheet from '../reset/PlanSheet.module.css';
import { SheetHead } from '../reset/SheetHead';
import { useCarryOut } from '../reset/use-carry-out';
import type { MadePlan } from '../reset/use-made-plan';
import styles from './Members.module.css';
import { MembersDone } from './MembersDone';
import { PlannedMembersTable } from './PlannedMembersTable';

interface MembersSheetProps<Plan extends RebalancePlan | RemovalPlan> {
  readonly cluster: ClusterSummary;
  readonly groupId: string;
  readonly title: string;
  readonly planning: MadePlan<Plan>;
  /** What stands left of the plan while there is something to choose. */
  readonly choices?: ReactNode;
  /** The button, as verb and count; null: this plan does nothing. */
  readonly action: (plan: Plan) => string | null;
  /** Why there is no plan though nothing failed. */
  readonly nothing?: string;
  /** What must be known before all else of a plan that can be carried out; null: nothing. */
  readonly first?: ReactNode;
  /** What there is where it is refused. */
  readonly instead?: (plan: Plan) => ReactNode;
}

/** Something done to the members of one group: what it will do, the bar that confirms it, following it, and what became of it. */
export function MembersSheet<Plan extends RebalancePlan | RemovalPlan>({ cluster, groupId, title, planning, choices, action, nothing, first, instead }: MembersSheetProps<Plan>) {
  const { profileId } = cluster.profile;
  const { timeZone: zone } = useSettings();
  const { running, told, done, problem, plan, expiry, start, forget } = useCarryOut<Plan, MembersResult>(profileId, planning.plan, executeMembers);
  const leave = (): void => leaveFor({ kind: 'group', profileId, groupId });
  const look = (): void => {
    remember(groupTabKey(profileId, groupId), 'rebalances');
    leave();
  };
  useKeys({ Escape: leave });

  const isBusy = running !== null;
  const wanted = plan === null || plan.refusal !== null ? null : action(plan);
  const isReady = wanted !== null && !expiry.isOver && !planning.isPlanning;
  return (
    <div className={sheet.sheet} role="dialog" aria-label={`${title} ${displayName(groupId, 80)}`}>
      <SheetHead title={title} subject={groupId} plan={plan} expiry={expiry} zone={zone} />
      <div className={sheet.body}>
        {choices === undefined || done !== null || isBusy ? null : <div className={sheet.form}>{choices}</div>}
        <section className={sheet.preview} aria-label="What will happen" aria-busy={planning.isPlanning}>
          <PlanProblems problem={problem} planning={planning} expiry={expiry} />
          {done === null ? null : (
            <MembersDone
              result={done.result}
              onLook={look}
              onLeave={leave}
              onAgain={() => {
                forget();
                planning.again();
              }}
            />
          )}
          {plan === null ? (
            <EmptyState title={nothing ?? (planning.failure === null ? 'Reading what it would do…' : 'There is no plan.')} />
          ) : (
            <>
              {done === null && plan.refusal === null ? first : null}
              {done === null ? <Told plan={plan} instead={instead?.(plan)} /> : null}
              {plan.members.length === 0 ? null : <PlannedMembersTable label={plan.kind === 'removal' ? 'Members to be removed' : 'Members'} members={plan.members} outcomes={done?.result.kind === 'removed' ? done.result.members : null} empty="No member." />}
            </>
          )}
        </section>
      </div>
      {done === null ? (
        <GuardBar
          cluster={cluster}
          expected={groupId}
          action={isReady ? wanted : null}
          refusal={plan !== null && plan.refusal !== null ? 'Refused' : expiry.isOver ? 'Plan expired' : planning.isPlanning ? 'Planning…' : 'Nothing to do'}
          isBusy={isBusy}
          progress={null}
          told={told}
          onCancel={leave}
          onConfirm={(given) => plan !== null && void start(plan, { ...given, expected: groupId })}
        />
      ) : null}
    </div>
  );
}

/** What a plan does to this group, or why it does nothing and what there is instead. */
function Told({ plan, instead }: { readonly plan: RebalancePlan | RemovalPlan; readonly instead: ReactNode }) {
  return (
    <>
      {plan.refusal === null ? null : (
        <>
          <Notice tone={instead == null ? 'critical' : 'plain'} {...(instead == null ? { icon: 'stalled' as const } : {})}>
            {displayName(plan.refusal.message, 900)}
          </Notice>
          {instead == null ? null : <p className={styles.instead}>{instead}</p>}
        </>
      )}
      <p className={styles.facts}>
        {factsOf(plan).map((fact) => displayName(fact, 80)).join(', ')}
      </p>
      <ul className={styles.consequences} aria-label="Consequences">
        {plan.consequences.map((text) => (
          <li key={text}>
            <bdi>{displayName(text, 600)}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}

function factsOf({ groupType, groupState, assignor, protocol }: RebalancePlan | RemovalPlan): readonly string[] {
  return [groupType === null ? 'type not told' : `${groupType} group`, groupState ?? 'state not known', assignor === null ? 'no assignor told' : `assignor ${assignor}`, ...(groupType !== 'consumer' && (protocol === 'eager' || protocol === 'cooperative') ? [protocol] : [])];
}
