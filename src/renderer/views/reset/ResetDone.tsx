import { displayName } from '../../../shared/display-name';
import type { MovedBack, ResetResult } from '../../../shared/reset';
import { formatCount } from '../../../shared/text';
import { formatCounted } from '../../format/format-count';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import styles from './PlanSheet.module.css';
import { useVerification } from './use-verification';

interface ResetDoneProps {
  readonly planId: string;
  readonly result: ResetResult;
  readonly onUndo: (operationId: string) => void;
  readonly onLeave: () => void;
}

/** What became of it: never "applied" but of what was read back, and whether that holds for half a minute. */
export function ResetDone({ planId, result, onUndo, onLeave }: ResetDoneProps) {
  const looked = useVerification(planId);
  if (result.kind === 'refused') {
    return (
      <Notice tone="critical" action={<Button small onClick={onLeave}>Back to the group</Button>}>
        Nothing was changed. {displayName(result.failures.map(({ message }) => message).join(' '), 900)}
      </Notice>
    );
  }
  // What was to stay where it was is neither applied nor missed, unless something else moved it.
  const all = result.groups.flatMap(({ outcomes }) => outcomes).filter(({ status, oldOffset, newOffset }) => status !== 'applied' || oldOffset !== newOffset);
  const applied = all.filter(({ status }) => status === 'applied').length;
  const others = all.length - applied;
  return (
    <>
      {looked === null || looked.verification.movedBack.length === 0 ? null : <Notice tone="critical">{movedText(looked.verification.movedBack)}</Notice>}
      <div className={styles.done}>
        <p className={styles.sentence}>
          <b>{formatCounted(applied, 'partition')} applied and read back.</b>{' '}
          {others === 0 ? null : <span className={styles.never}>{formatCounted(others, 'partition')} {others === 1 ? 'was' : 'were'} not: see below.</span>}
        </p>
        {applied === 0 ? null : <p className={styles.note} role="status">{holdText(looked)}</p>}
        {result.auditFailure === null ? null : <p className={styles.never}>{displayName(result.auditFailure.message, 400)}</p>}
        <p className={styles.actions}>
          <Button kind="primary" autoFocus onClick={onLeave}>
            Watch the group
          </Button>
          <Button onClick={() => onUndo(result.operationId)}>Undo…</Button>
        </p>
      </div>
    </>
  );
}

function holdText(looked: ReturnType<typeof useVerification>): string {
  if (looked === null) return 'Watching for 30 s whether it holds…';
  const [failure] = looked.verification.failures;
  if (failure !== undefined) return `Whether it holds is not known: ${displayName(failure.message, 400)}`;
  if (looked.verification.movedBack.length > 0) return 'It does not hold.';
  return looked.isLast ? 'It held for 30 s: nothing moved it back.' : 'It holds so far; watched for 30 s.';
}

function movedText(moved: readonly MovedBack[]): string {
  const [first] = moved;
  if (first === undefined) return '';
  const who = first.members.length === 0 ? 'by a consumer that no group shows: it assigns its partitions itself. Find and stop it' : `by ${first.members.slice(0, 3).map(({ clientId, host }) => `${displayName(clientId, 40)} on ${displayName(host, 40)}`).join(', ')}`;
  const more = moved.length === 1 ? '' : ` So ${moved.length === 2 ? 'was' : 'were'} ${formatCounted(moved.length - 1, 'more partition', 'more partitions')}.`;
  return `${displayName(first.topic, 80)}-${first.partition} was moved back to ${first.now === null ? 'no offset' : formatCount(first.now)} ${who}.${more}`;
}
