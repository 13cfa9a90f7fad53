import { displayName } from '../../../shared/display-name';
import type { ResetPlan, ResetResult, Verification } from '../../../shared/reset';
import { formatCounted } from '../../../shared/text';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { holdText, movedText } from './hold-text';
import { countOutcomes, notAppliedText } from './outcome-count';
import styles from './PlanSheet.module.css';
import { RefusedReasons } from './RefusedReasons';

interface ResetDoneProps {
  readonly plan: ResetPlan;
  readonly result: ResetResult;
  /** Null before the first look. */
  readonly looked: { readonly verification: Verification; readonly isLast: boolean } | null;
  readonly onUndo: (operationId: string) => void;
  readonly onRetry: () => void;
  /** Back to planning: what was refused needs a fresh plan. */
  readonly onAgain: () => void;
  readonly onLeave: () => void;
}

/** What became of it: never "applied" but of what was read back, and whether that holds for half a minute. */
export function ResetDone({ plan, result, looked, onUndo, onRetry, onAgain, onLeave }: ResetDoneProps) {
  if (result.kind === 'refused') {
    return (
      <RefusedReasons
        what="Nothing was changed."
        failures={result.failures}
        action={
          <>
            <Button small autoFocus onClick={onAgain}>
              Make a fresh plan
            </Button>{' '}
            <Button small onClick={onLeave}>
              Leave
            </Button>
          </>
        }
      />
    );
  }
  const count = countOutcomes(plan, result.groups);
  const others = notAppliedText(count);
  return (
    <>
      {looked === null || looked.verification.movedBack.length === 0 ? null : <Notice tone="critical">{movedText(looked.verification.movedBack)}</Notice>}
      <div className={styles.done}>
        <p className={styles.sentence}>
          <b>{formatCounted(count.applied, 'partition')} applied and read back.</b> {others === null ? null : <span className={styles.never}>{others} See below.</span>}
        </p>
        {count.applied === 0 ? null : <p className={styles.note} role="status">{holdText(looked)}</p>}
        {result.auditFailure === null ? null : <p className={styles.never}>{displayName(result.auditFailure.message, 400)}</p>}
        <p className={styles.actions}>
          <Button kind="primary" autoFocus onClick={onLeave}>
            {plan.groups.length === 1 ? 'Watch the group' : 'Watch the groups'}
          </Button>
          {count.failed + count.unknown + count.skipped === 0 ? null : <Button onClick={onRetry}>Retry the rest…</Button>}
          <Button onClick={() => onUndo(result.operationId)}>Undo…</Button>
        </p>
      </div>
    </>
  );
}
