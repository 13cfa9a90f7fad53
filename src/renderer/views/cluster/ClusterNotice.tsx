import { useState } from 'react';
import type { BrokerStatus, ClusterSummary } from '../../../shared/cluster';
import type { Failure } from '../../../shared/failure';
import { displayName } from '../../../shared/display-name';
import { formatCount, formatCounted } from '../../../shared/text';
import { formatAge } from '../../format/format-age';
import { formatMoment, formatZone } from '../../format/format-time';
import { retryNow, setPaused } from '../../state/cluster-actions';
import { useNow } from '../../state/now';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { isDown, missingBrokers, retrySentence } from './cluster-condition';
import styles from './ClusterNotice.module.css';

const SHOWN_AT_ONCE = 50;

/** Says why a cluster's figures are not current or not whole, and what can be done. Nothing when they are. */
export function ClusterNotice({ cluster }: { readonly cluster: ClusterSummary }) {
  const now = useNow();
  const missing = missingBrokers(cluster);
  const { timeZone } = useSettings();
  const [open, setOpen] = useState(false);
  const { profileId } = cluster.profile;
  if (cluster.state === 'current' && cluster.failures.length === 0 && missing.length === 0 && cluster.staleGroups === 0) return null;
  if (cluster.state === 'connecting' || (cluster.state === 'failed' && cluster.sampledAt === null)) return null;

  const asOf = cluster.sampledAt === null ? null : `Figures are as of ${formatMoment(cluster.sampledAt, now, timeZone)} ${formatZone(timeZone)}.`;
  if (cluster.state === 'paused') {
    return (
      <Notice tone="plain" icon="pause" action={<Button small onClick={() => void setPaused(profileId, false)}>Resume</Button>}>
        <b>Paused by you.</b> {asOf}
      </Notice>
    );
  }
  const roundsFail = cluster.state === 'stale' || cluster.state === 'failed';
  const failures = failuresOf(cluster, missing);
  const [first = null, ...others] = failures;
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
        tone={isDown(cluster, now) ? 'critical' : 'warning'}
        action={
          <>
            {others.length === 0 ? null : (
              <Button small aria-expanded={open} onClick={() => setOpen(!open)}>
                {open ? 'Hide the others' : `${formatCount(others.length)} more`}
              </Button>
            )}
            {roundsFail ? <Button small onClick={() => void retryNow(profileId)}>Retry now</Button> : null}
          </>
        }
      >
        {roundsFail && cluster.sampledAt !== null ? <b>{formatAge(now - cluster.sampledAt)} old: </b> : null}
        {roundsFail ? null : cluster.staleGroups > 0 ? <b>{formatCounted(cluster.staleGroups, 'group')} {cluster.staleGroups === 1 ? 'has' : 'have'} old figures. </b> : null}
        {first !== null ? displayName(first.message, 1_000) : cluster.staleGroups > 0 ? 'Each says why on its page.' : 'Some of it could not be read.'} {roundsFail ? asOf : null}{' '}
        {retrySentence(cluster, now)}
      </Notice>
    </>
  );
}

/** The gravest first; a broker that is away stays among them, whatever the last round met. */
function failuresOf(cluster: ClusterSummary, missing: readonly BrokerStatus[]): readonly Failure[] {
  const all = [...(cluster.failure === null ? [] : [cluster.failure]), ...missing.map(awayFailure), ...cluster.failures];
  const known = new Map(all.map((failure) => [`${failure.scope} ${failure.message}`, failure]));
  return [...known.values()];
}

function awayFailure({ nodeId, host, port, failure }: BrokerStatus): Failure {
  return failure ?? { scope: `broker ${nodeId}`, code: 'SILENT', message: `Broker ${nodeId} (${host}:${port}) does not answer.` };
}
