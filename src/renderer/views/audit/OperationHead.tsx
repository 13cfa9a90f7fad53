import { OFFSET_ACTIONS, type AuditedDetail } from '../../../shared/audit';
import { displayName } from '../../../shared/display-name';
import { formatCounted } from '../../../shared/text';
import { formatMoment, formatZone } from '../../format/format-time';
import { useNow } from '../../state/now';
import { navigate } from '../../state/route';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/Button';
import { membersText } from './audit-words';
import styles from './AuditPage.module.css';

interface OperationHeadProps {
  readonly profileId: string;
  readonly detail: AuditedDetail;
  /** The list that it is in. */
  readonly list: 'audit' | 'sharedAudit';
  /** Why it cannot be undone from here, where something of it could be put back; null: it can. */
  readonly whyNot: string | null;
}

/** One change: who made it, when and why; back to the others, and to what puts it back. */
export function OperationHead({ profileId, detail: { operation, resultAt, canUndo }, list, whyNot }: OperationHeadProps) {
  const now = useNow();
  const { timeZone: zone } = useSettings();
  const [only, ...more] = operation.groupIds;
  const who = [operation.user, operation.host].filter((part) => part !== null).join('@');
  return (
    <header className={styles.head}>
      <div className={styles.about}>
        <h2>
          {displayName(operation.action, 40)}
          {only !== undefined && more.length === 0 ? <> of <bdi>{displayName(only, 90)}</bdi></> : more.length > 0 ? ` of ${formatCounted(operation.groupIds.length, 'group')}` : ''}
        </h2>
        <p>
          {formatMoment(operation.at, now, zone)} {formatZone(zone)}
          {who === '' ? '' : ` by ${displayName(who, 120)}`}
          {operation.members.length === 0 ? '' : <> on <bdi>{membersText(operation.members, 20)}</bdi></>}
          {operation.principal === null ? '' : `, to Kafka as ${displayName(operation.principal, 120)}`}
          {resultAt === null ? '' : `; result written ${formatMoment(resultAt, now, zone)}`}. {operation.reason === '' ? 'No reason was given.' : <>Reason: <bdi>{displayName(operation.reason, 600)}</bdi></>}
        </p>
        <p className="mono selectable dim">{displayName(operation.operationId, 64)}</p>
      </div>
      <span className={styles.buttons}>
        <Button small onClick={() => navigate({ kind: list, profileId })}>
          All changes
        </Button>
        {canUndo && whyNot === null ? (
          <Button small onClick={() => navigate({ kind: 'undo', profileId, operationId: operation.operationId })}>
            Undo…
          </Button>
        ) : (
          <span>{!OFFSET_ACTIONS.has(operation.action) ? 'It changed no offsets: there is nothing to undo.' : (whyNot ?? 'There is nothing to put back.')}</span>
        )}
      </span>
    </header>
  );
}
