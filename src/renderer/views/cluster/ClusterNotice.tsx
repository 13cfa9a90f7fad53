import { useState } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { formatCounted } from '../../format/format-count';
import { formatAge } from '../../format/format-age';
import { formatTime } from '../../format/format-time';
import { retryNow, setPaused } from '../../state/cluster-actions';
import { useNow } from '../../state/now';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import styles from './ClusterNotice.module.css';

const SHOWN_AT_ONCE = 50;

/** Says why a cluster's figures are not current or not whole, and what can be done. Nothing when they are. */
export function ClusterNotice({ cluster }: { readonly cluster: ClusterSummary }) {
  const now = useNow();
  const { timeZone } = useSettings();
  const [open, setOpen] = useState(false);
  const { profileId } = cluster.profile;
  if (cluster.state === 'current' && cluster.failures.length === 0) return null;
  if (cluster.state === 'connecting' || (cluster.state === 'failed' && cluster.sampledAt === null)) return null;

  const asOf = cluster.sampledAt === null ? null : `Figures are as of ${formatTime(cluster.sampledAt, timeZone)}.`;
  if (cluster.state === 'paused') {
    return (
      <Notice tone="plain" icon="pause" action={<Button small onClick={() => void setPaused(profileId, false)}>Resume</Button>}>
        <b>Paused by you.</b> {asOf}
      </Notice>
    );
  }
  const isDown = cluster.state === 'stale' || cluster.state === 'failed';
  const first = cluster.failure ?? cluster.failures[0] ?? null;
  const others = cluster.failures.filter((failure) => failure !== first);
  return (
    <>
      {open ? (
        <ul className={styles.list}>
          {others.slice(0, SHOWN_AT_ONCE).map((failure, index) => (
            <li key={index}>
              <span className="med">{displayName(failure.scope)}</span> {displayName(failure.message, 400)} <span className="mono dim">{displayName(failure.code)}</span>
            </li>
          ))}
          {others.length > SHOWN_AT_ONCE ? <li className="dim">and {formatCounted(others.length - SHOWN_AT_ONCE, 'other')}</li> : null}
        </ul>
      ) : null}
      <Notice
        tone="warning"
        action={
          <>
            {others.length === 0 ? null : (
              <Button small aria-expanded={open} onClick={() => setOpen(!open)}>
                {open ? 'Hide the others' : `${formatCount(others.length)} more`}
              </Button>
            )}
            {isDown ? <Button small onClick={() => void retryNow(profileId)}>Retry now</Button> : null}
          </>
        }
      >
        {isDown && cluster.sampledAt !== null ? <b>{formatAge(now - cluster.sampledAt)} old: </b> : null}
        {first === null ? 'Some of it could not be read.' : displayName(first.message, 600)} {isDown ? asOf : null}
        {isDown && cluster.retryAt !== null ? ` Next try in ${formatAge(Math.max(0, cluster.retryAt - now + 999))}.` : null}
      </Notice>
    </>
  );
}
