import { displayName } from '../../../shared/display-name';
import type { UndoneOperation } from '../../../shared/reset';
import { formatMoment, formatZone, type TimeZoneChoice } from '../../format/format-time';
import { useNow } from '../../state/now';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';

interface UndoNoticeProps {
  readonly of: UndoneOperation;
  readonly zone: TimeZoneChoice;
  /** It was taken back already, and somebody has said that it is to be done again. */
  readonly isAgreed: boolean;
  readonly onAgree: () => void;
}

/** Which change is taken back. One that was taken back already is not by the same button: whoever comes second may put back what has been read since. */
export function UndoNotice({ of: { at, action, target, undoneAt }, zone, isAgreed, onAgree }: UndoNoticeProps) {
  const now = useNow();
  const moment = (time: number): string => `${formatMoment(time, now, zone)} ${formatZone(zone)}`;
  const what = at === null ? 'This takes back a change of which the audit does not tell.' : `This takes back the ${displayName([action, target].filter((part) => part !== null).join(' '), 80)} of ${moment(at)}.`;
  if (undoneAt === null) return <Notice tone="plain">{what}</Notice>;
  return (
    <Notice tone="warning" action={isAgreed ? undefined : <Button small onClick={onAgree}>Take it back again</Button>}>
      {what} <b>It was taken back already, at {moment(undoneAt)}.</b> Doing so again puts back what the group has read since.
    </Notice>
  );
}
