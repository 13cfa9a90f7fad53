import { useEffect, useRef, useState } from 'react';
import { displayName } from '../../../shared/display-name';
import type { Failure } from '../../../shared/failure';
import type { GroupOccupant } from '../../../shared/reset';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import styles from './PlanSheet.module.css';

interface ResetRefusedProps {
  readonly failure: Failure;
  readonly members: readonly GroupOccupant[];
  readonly onAgain: () => void;
}

const LOOK_EVERY_MS = 2_000;
const MOST_SHOWN = 50;

/** Why it cannot be applied now, who is in the way, and waiting until they are gone. It never applies by itself. */
export function ResetRefused({ failure, members, onAgain }: ResetRefusedProps) {
  const [waits, setWaits] = useState(false);
  const lookAgain = useRef(onAgain);
  useEffect(() => {
    lookAgain.current = onAgain;
  });
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setInterval(() => lookAgain.current(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [waits]);
  const isInUse = failure.code === 'GROUP_HAS_MEMBERS';
  return (
    <div className={styles.refusal}>
      <Notice tone="critical" icon="stalled" action={isInUse ? undefined : <Button small onClick={onAgain}>Look again</Button>}>
        {displayName(failure.message, 600)}
      </Notice>
      {members.length === 0 ? null : (
        <ul className={styles.members}>
          {members.slice(0, MOST_SHOWN).map((member) => (
            <li key={member.memberId}>
              <b>
                <bdi>{displayName(member.clientId, 60)}</bdi>
              </b>{' '}
              on <span className="mono">{displayName(member.host, 60)}</span>
              {member.groupInstanceId === null ? null : <>, static as {displayName(member.groupInstanceId, 60)}</>}
            </li>
          ))}
          {members.length > MOST_SHOWN ? <li>and {members.length - MOST_SHOWN} more</li> : null}
        </ul>
      )}
      {isInUse ? (
        <p className={styles.wait}>
          <Button small kind={waits ? 'plain' : 'primary'} onClick={() => setWaits(!waits)}>
            {waits ? 'Stop waiting' : 'Wait until it is empty, then show me a fresh plan'}
          </Button>
          <span>{waits ? 'Looking every 2 s. ' : ''}Nothing is applied by itself. Members that were killed leave after their session time-out, 45 s unless set otherwise.</span>
        </p>
      ) : null}
    </div>
  );
}
