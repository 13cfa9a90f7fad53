import { useRef, useState } from 'react';
import { displayName } from '../../../shared/display-name';
import type { Failure } from '../../../shared/failure';
import type { GroupOccupant } from '../../../shared/reset';
import { formatCount, formatCounted } from '../../../shared/text';
import { longestSession } from '../../../shared/time-outs';
import type { TimeZoneChoice } from '../../format/format-time';
import { useNow } from '../../state/now';
import { Button } from '../../ui/Button';
import { copyText } from '../../ui/copy-text';
import { Notice } from '../../ui/Notice';
import { OccupantsTable } from './OccupantsTable';
import styles from './PlanSheet.module.css';
import { sessionCountdown } from './session-countdown';
import { useOccupants } from './use-occupants';
import type { Waiting } from './use-waiting';

/** What a refused group of a plan is: of a reset or of a deletion. */
export interface RefusedGroup {
  readonly groupId: string;
  readonly groupType: string | null;
  readonly refusal: Failure | null;
  readonly members: readonly GroupOccupant[];
  /** See PlannedGroup. */
  readonly sessionTimeOutMs: number | null;
}

interface ResetRefusedProps {
  readonly groups: readonly RefusedGroup[];
  /** Epoch ms at which the plan with these groups was made. */
  readonly at: number;
  readonly zone: TimeZoneChoice;
  readonly waiting: Waiting;
  readonly onAgain: () => void;
}

/** Why it cannot be applied now, who is in the way, and waiting until they are gone. It never applies by itself. */
export function ResetRefused({ groups, at, zone, waiting, onAgain }: ResetRefusedProps) {
  const now = useNow();
  const table = useRef<HTMLTableElement>(null);
  const [isCopied, setCopied] = useState(false);
  const occupants = useOccupants(groups, at, waiting.since !== null);
  const refused = groups.filter(({ refusal }) => refusal !== null);
  const [first] = refused;
  if (first?.refusal == null) return null;
  const members = refused.reduce((sum, group) => sum + group.members.length, 0);
  const session = longestSession(refused.filter((group) => group.members.length > 0));
  const isInUse = refused.some(({ refusal }) => refusal?.code === 'GROUP_HAS_MEMBERS');
  return (
    <div className={styles.refusal}>
      <Notice tone="critical" icon="stalled" action={isInUse ? undefined : <Button small onClick={onAgain}>Look again</Button>}>
        {refused.length === 1 ? displayName(first.refusal.message, 600) : `${formatCount(refused.length)} of ${formatCounted(groups.length, 'group')} cannot be changed now${members === 0 ? '.' : `: they have ${formatCounted(members, 'member')}.`}`}
      </Notice>
      {members === 0 ? null : <OccupantsTable ref={table} occupants={occupants.filter(({ groupId }) => refused.some((group) => group.groupId === groupId))} zone={zone} />}
      {isInUse || waiting.since !== null ? (
        <p className={styles.wait}>
          <Button small kind={waiting.since === null ? 'primary' : 'plain'} onClick={waiting.since === null ? waiting.begin : waiting.stop}>
            {waiting.since === null ? `Wait until ${refused.length === 1 ? 'it is' : 'they are'} empty, then show me a fresh plan` : 'Stop waiting'}
          </Button>
          {members === 0 ? null : (
            <Button
              small
              onClick={() => {
                if (table.current !== null) copyText(table.current);
                setCopied(true);
              }}
            >
              {isCopied ? 'Copied' : 'Copy this list'}
            </Button>
          )}
          <span role="status">
            {waiting.since === null ? '' : `${goneText(waiting.members, members)} ${sessionCountdown(waiting.since, now, session)} `}
            Nothing is applied by itself.{waiting.since === null ? ` Killed members leave when their session times out, by ${session.source}.` : ''}
          </span>
        </p>
      ) : null}
    </div>
  );
}

function goneText(before: number, members: number): string {
  return members < before ? `${formatCount(before - members)} of ${formatCounted(before, 'member')} left since.` : 'Looking every 2 s.';
}
