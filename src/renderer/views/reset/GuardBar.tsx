import { useState } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import { isTypedName, UNLOCK_NEEDS } from '../../../shared/writes';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { useNow } from '../../state/now';
import { keepReason, useWrites } from '../../state/writes';
import { Button } from '../../ui/Button';
import { ENVIRONMENT_LABELS, EnvironmentIcon } from '../../ui/EnvironmentTag';
import { Input } from '../../ui/Input';
import styles from './GuardBar.module.css';

interface GuardBarProps {
  readonly cluster: ClusterSummary;
  /** What must be typed where that is asked for. */
  readonly expected: string;
  /** What the button does, as verb and count; null: it cannot be done, see `refusal`. */
  readonly action: string | null;
  readonly refusal: string | null;
  readonly isBusy: boolean;
  /** How far it came; null: not told. */
  readonly progress: { readonly done: number; readonly of: number } | null;
  /** What is being done, in a sentence, where it is not counted in partitions and cannot be stopped. */
  readonly told?: string | null;
  /** What is being done, where it is one thing that can be stopped. */
  readonly doing?: string;
  readonly onCancel: () => void;
  readonly onConfirm: (given: { readonly reason: string; readonly typed: string }) => void;
}

/** Where it happens, why, and the two buttons: the one that changes nothing has the focus. */
export function GuardBar({ cluster, expected, action, refusal, isBusy, progress, told, doing, onCancel, onConfirm }: GuardBarProps) {
  const [typed, setTyped] = useState('');
  const { environment, name, profileId } = cluster.profile;
  const { unavailable, unlockedUntil, reason: given } = useWrites(profileId);
  const isLocked = unlockedUntil <= useNow();
  const [said, setReason] = useState<string | null>(null);
  const reason = said ?? (isLocked || given.of !== expected ? '' : given.text);
  const needs = UNLOCK_NEEDS[environment];
  const isGiven = (!needs.reason || reason.trim() !== '') && (!needs.groupName || isTypedName(typed, expected));
  const cannot = unavailable === null ? refusal : 'Changes are off';
  const canDo = action !== null && unavailable === null;
  return (
    <footer className={`${styles.bar} ${styles[environment]}`}>
      <span className={styles.where}>
        <EnvironmentIcon environment={environment} />
        <span>
          <b>{ENVIRONMENT_LABELS[environment]}</b>
          <small>
            <bdi>{displayName(name, 40)}</bdi>
          </small>
        </span>
      </span>
      {isBusy && told !== undefined ? (
        <span className={styles.progress} role="status">
          <bdi>{told === null ? 'Checking that all is as planned…' : displayName(told, 300)}</bdi>
          <progress aria-label="Under way" />
        </span>
      ) : isBusy ? (
        <span className={styles.progress} role="status">
          <span>{doing ?? (progress === null ? 'Checking that all is as planned, and writing down what is there…' : `${formatCount(progress.done)} of ${formatCount(progress.of)} partitions committed`)}</span>
          {doing === undefined ? <progress aria-label="Partitions committed" max={progress?.of ?? 1} value={progress?.done ?? 0} /> : <progress aria-label="Under way" />}
        </span>
      ) : unavailable === null ? (
        <>
          <label className={styles.reason}>
            <span>Reason, kept in the audit{needs.reason ? '' : ' (optional)'}</span>
            <Input value={reason} maxLength={2_000} onChange={(event) => setReason(event.target.value)} />
          </label>
          {needs.groupName ? (
            <div className={styles.typed}>
              <span aria-hidden="true" title={displayName(expected, Infinity)}>
                Type <b>{displayName(expected, 60)}</b> to confirm
              </span>
              <Input mono aria-label={`Type ${displayName(expected, 60)} to confirm`} value={typed} onPaste={(event) => event.preventDefault()} onChange={(event) => setTyped(event.target.value)} />
            </div>
          ) : null}
        </>
      ) : (
        <p className={styles.unavailable} role="status">
          Nothing can be changed now: {displayName(unavailable.message, 400)}
        </p>
      )}
      <span className={styles.buttons}>
        <Button autoFocus onClick={onCancel}>
          {!isBusy ? 'Cancel' : told === undefined ? 'Stop' : 'Leave it to run'}
        </Button>
        <Button kind="danger" disabled={!canDo || !isGiven || isBusy} onKeyDown={(event) => event.repeat && event.preventDefault()} onClick={() => {
            keepReason(profileId, expected, reason);
            onConfirm({ reason, typed });
          }}>
          {isBusy ? 'Under way…' : canDo ? `${isLocked ? unlockAnd(action) : action} in ${ENVIRONMENT_LABELS[environment]}` : (cannot ?? 'Nothing to do')}
        </Button>
      </span>
    </footer>
  );
}

/** Read-only until then: the button does both. */
function unlockAnd(action: string): string {
  return `Unlock and ${action.charAt(0).toLowerCase()}${action.slice(1)}`;
}
