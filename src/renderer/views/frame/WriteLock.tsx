import { displayName } from '../../../shared/display-name';
import { useNow } from '../../state/now';
import { lockWrites, useWrites } from '../../state/writes';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import styles from './TopBar.module.css';

/** Whether this cluster may be changed, and for how long; locks it again. */
export function WriteLock({ profileId }: { readonly profileId: string }) {
  const { unlockedUntil, unavailable } = useWrites(profileId);
  const leftMs = unlockedUntil - useNow();
  if (unavailable !== null) {
    return (
      <span className={`${styles.lock} ${styles.off}`} title={displayName(unavailable.message, 600)} role="note" aria-label={`Changes are off: ${displayName(unavailable.message, 600)}`}>
        <Icon name="lock" />
        Changes are off
      </span>
    );
  }
  if (leftMs <= 0) {
    return (
      <span className={styles.lock} title="Nothing that changes this cluster is sent. The button of a change unlocks it for 15 minutes, with what its environment asks for.">
        <Icon name="lock" />
        Read-only
      </span>
    );
  }
  return (
    <Button kind="quiet" small className={styles.unlocked} title="Lock it again" onClick={() => void lockWrites(profileId)}>
      <Icon name="lock" />
      Writes {countdown(leftMs)} left
    </Button>
  );
}

function countdown(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
