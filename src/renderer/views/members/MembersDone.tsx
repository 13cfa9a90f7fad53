import type { MembersResult } from '../../../shared/members';
import { displayName } from '../../../shared/display-name';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import sheet from '../reset/PlanSheet.module.css';
import { doubtsOf, removedCount } from './members-words';

interface MembersDoneProps {
  readonly result: MembersResult;
  readonly onAgain: () => void;
  /** To the rebalances of the group. */
  readonly onLook: () => void;
  readonly onLeave: () => void;
}

/** What became of the group, and where to see it. */
export function MembersDone({ result, onAgain, onLook, onLeave }: MembersDoneProps) {
  if (result.kind === 'refused') {
    return (
      <Notice tone="critical" action={<Button small autoFocus onClick={onAgain}>Make a fresh plan</Button>}>
        Nothing was done. {displayName(result.failures.map(({ message }) => message).join(' '), 900)}
      </Notice>
    );
  }
  return (
    <div className={sheet.done} role="status">
      <p className={sheet.sentence}>
        {result.kind === 'removed' ? <b>{removedCount(result.members)}. </b> : null}
        <bdi>{displayName(result.afterwards.text, 600)}</bdi>
      </p>
      {doubtsOf(result).map(({ code, message }) => (
        <p key={code} className={sheet.never}>
          {displayName(message, 600)}
        </p>
      ))}
      <p className={sheet.actions}>
        <Button kind="primary" autoFocus onClick={onLook}>
          See the rebalance
        </Button>
        <Button onClick={onLeave}>To the group</Button>
      </p>
    </div>
  );
}
