import { useMemo } from 'react';
import { OFFSET_ACTIONS } from '../../../shared/audit';
import { displayName } from '../../../shared/display-name';
import { formatMoment, type TimeZoneChoice } from '../../format/format-time';
import { useNow } from '../../state/now';
import { useFreshReading } from '../../state/reading';
import styles from './TargetChoice.module.css';

interface SnapshotTargetProps {
  readonly profileId: string;
  readonly groupIds: readonly string[];
  readonly zone: TimeZoneChoice;
  readonly operationId: string | null;
  readonly onChoose: (operationId: string | null) => void;
}

/** What was committed before one of the changes that were made to these groups. */
export function SnapshotTarget({ profileId, groupIds, zone, operationId, onChoose }: SnapshotTargetProps) {
  const reading = useFreshReading('audit:read', { profileId });
  const now = useNow();
  const wanted = useMemo(() => new Set(groupIds), [groupIds]);
  const operations = reading.value?.operations.filter((operation) => OFFSET_ACTIONS.has(operation.action) && operation.groupIds.some((groupId) => wanted.has(groupId))) ?? [];
  if (reading.value === null) return <p className={styles.hint}>{reading.failure === null ? 'Reading the audit…' : displayName(reading.failure.message, 300)}</p>;
  if (operations.length === 0) return <p className={styles.hint}>Nothing of {groupIds.length === 1 ? 'this group' : 'these groups'} was changed from this computer.</p>;
  return (
    <>
      <select className={styles.select} aria-label="As before which change" value={operationId ?? ''} onChange={(event) => onChoose(event.currentTarget.value === '' ? null : event.currentTarget.value)}>
        <option value="">as before…</option>
        {operations.map(({ operationId: id, at, action, reason }) => (
          <option key={id} value={id}>
            {formatMoment(at, now, zone)} {displayName(action, 40)}
            {reason === '' ? '' : `: ${displayName(reason, 60)}`}
          </option>
        ))}
      </select>
      <p className={styles.hint}>What was committed before that change, where it changed something.</p>
    </>
  );
}
