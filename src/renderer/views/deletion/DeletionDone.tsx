import type { DeletionResult } from '../../../shared/deletion';
import { displayName } from '../../../shared/display-name';
import { formatCount, formatCounted } from '../../../shared/text';
import { Button } from '../../ui/Button';
import sheet from '../reset/PlanSheet.module.css';
import { RefusedReasons } from '../reset/RefusedReasons';

interface DeletionDoneProps {
  readonly result: DeletionResult;
  readonly onUndo: (operationId: string) => void;
  readonly onAgain: () => void;
  readonly onLeave: () => void;
}

/** What became of a deletion, and the way back. */
export function DeletionDone({ result, onUndo, onAgain, onLeave }: DeletionDoneProps) {
  if (result.kind === 'refused') {
    return <RefusedReasons what="Nothing was deleted." failures={result.failures} action={<Button small autoFocus onClick={onAgain}>Make a fresh plan</Button>} />;
  }
  const count = (wanted: string): number => result.deletions.filter(({ status }) => status === wanted).length;
  const others = [[count('gone'), 'was not there'], [count('failed'), 'failed'], [count('unknown'), 'not known']] as const;
  const said = others.filter(([of]) => of > 0).map(([of, words]) => `${formatCount(of)} ${words}`);
  const isGroups = result.deletions.some(({ partition }) => partition === null);
  return (
    <div className={sheet.done}>
      <p className={sheet.sentence}>
        <b>{formatCounted(count('deleted'), isGroups ? 'group' : 'committed offset')} deleted.</b> {said.length === 0 ? null : <span className={sheet.never}>Others: {said.join(', ')}.</span>}
      </p>
      {result.auditFailure === null ? null : <p className={sheet.never}>{displayName(result.auditFailure.message, 400)}</p>}
      <p className={sheet.actions}>
        <Button kind="primary" autoFocus onClick={onLeave}>
          {isGroups ? 'To the groups' : 'To the group'}
        </Button>
        <Button onClick={() => onUndo(result.operationId)}>Undo…</Button>
      </p>
    </div>
  );
}
