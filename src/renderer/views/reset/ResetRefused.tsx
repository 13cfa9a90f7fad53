import { useRef, useState } from 'react';
import { displayName } from '../../../shared/display-name';
import type { Failure } from '../../../shared/failure';
import type { GroupOccupant } from '../../../shared/reset';
import { formatCount, formatCounted } from '../../../shared/text';
import type { TimeZoneChoice } from '../../format/format-time';
import { useNow } from '../../state/now';
import { Button } from '../../ui/Button';
import { copyText } from '../../ui/copy-text';
import { Notice } from '../../ui/Notice';
import { OccupantsTable } from './OccupantsTable';
import styles from './PlanSheet.module.css';
import { useOccupants } from './use-occupants';
import type { Waiting } from './use-waiting';

/** What a refused group of a plan is: of a reset or of a deletion. */
export interface RefusedGroup {
  readonly groupId: string;
  readonly refusal: Failure | null;
  readonly members: readonly GroupOccupant[];
}

interface ResetRefusedProps {
  readonly groups: readonly RefusedGroup[];
  /** Epoch ms at which the plan with these groups was made. */
  readonly at: number;
  readonly zone: TimeZoneChoice;
  readonly waiting: Waiting;
  readonly onAgain: () => void;
}

/** What consumers have unless they are told otherwise; the brokers do not tell what each of them has. */
const SESSION_MS = 45_000;

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
            {waiting.since === null ? '' : `${goneText(waiting.members, members)} ${countdownText(waiting.since, now)} `}
            Nothing is applied by itself.{waiting.since === null ? ' Killed members leave when their session times out, after 45 s by default.' : ''}
          </span>
        </p>
      ) : null}
    </div>
  );
}

function goneText(before: number, members: number): string {
  return members < before ? `${formatCount(before - members)} of ${formatCounted(before, 'member')} left since.` : 'Looking every 2 s.';
}

/** Reckoned from when waiting began: nobody knows when a member was last heard of. */
function countdownText(since: number, now: number): string {
  const leftMs = SESSION_MS - (now - since);
  return leftMs > 0
    ? `Members that were killed before are gone in ${formatCount(Math.ceil(leftMs / 1_000))} s at most, by the consumer’s default of 45 s.`
    : 'The default session time-out of 45 s is over: who is still here is alive, or has a longer one.';
}
