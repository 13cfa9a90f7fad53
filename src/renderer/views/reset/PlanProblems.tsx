import { displayName } from '../../../shared/display-name';
import type { Failure } from '../../../shared/failure';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import type { MadePlan } from './use-made-plan';
import type { PlanExpiry } from './use-plan-expiry';

interface PlanProblemsProps {
  /** Why carrying it out was not even begun. */
  readonly problem: Failure | null;
  readonly planning: Pick<MadePlan<unknown>, 'failure' | 'again'>;
  readonly expiry: PlanExpiry;
}

/** Why there is no plan that could be carried out, and the way to a fresh one. */
export function PlanProblems({ problem, planning: { failure, again }, expiry }: PlanProblemsProps) {
  return (
    <>
      {problem === null ? null : <Notice tone="critical">{displayName(problem.message, 600)}</Notice>}
      {failure === null ? null : <Notice tone="critical" action={<Button small onClick={again}>Look again</Button>}>{displayName(failure.message, 600)}</Notice>}
      {expiry.isOver ? <Notice tone="warning" action={<Button small onClick={again}>Make a fresh plan</Button>}>This plan is too old to be carried out.</Notice> : null}
    </>
  );
}
