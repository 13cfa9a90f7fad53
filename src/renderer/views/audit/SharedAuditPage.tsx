import { useMemo, useRef, useState } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import { isContradicted, leftOutText, readText, writerText } from '../../../shared/shared-audit-text';
import { formatCount } from '../../../shared/text';
import { readSharedOperations } from '../../state/audit';
import { useKeys } from '../../state/keys';
import { useFreshReading } from '../../state/reading';
import { navigate } from '../../state/route';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { FilterInput } from '../../ui/FilterInput';
import { Notice } from '../../ui/Notice';
import styles from './AuditPage.module.css';
import { AuditPlace } from './AuditPlace';
import { changesWith, ChangesTable } from './ChangesTable';
import { ExportAudit } from './ExportAudit';

/** Of writers that nothing contradicts. */
const MOST_WRITERS = 20;

/** What was changed of this cluster by a team, as the topic tells it that they share. */
export function SharedAuditPage({ cluster: { profile } }: { readonly cluster: ClusterSummary }) {
  const { profileId } = profile;
  const reading = useFreshReading('audit:readShared', { profileId });
  const [filter, setFilter] = useState('');
  const filterField = useRef<HTMLInputElement>(null);
  useKeys({ '/': () => filterField.current?.focus() });
  const shared = reading.value;
  const found = useMemo(() => changesWith(shared?.operations ?? [], filter), [shared, filter]);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <AuditPlace profile={profile} place="sharedAudit" />
        <span className={styles.about} />
        <FilterInput ref={filterField} className={styles.filter} label="Search the audit" placeholder="group, reason, user, id" text={filter} onChange={setFilter} />
        <ExportAudit operations={found} read={(operations) => readSharedOperations(profileId, operations)} />
        <Button small onClick={reading.again}>
          Read again
        </Button>
      </header>
      {reading.failure === null || shared === null ? null : <Notice tone="critical">What follows is what was read before. {displayName(reading.failure.message, 400)}</Notice>}
      {shared?.failures.map(({ scope, message }) => <Notice key={scope + message} tone="warning">{displayName(message, 400)}</Notice>)}
      {shared?.writers.filter(isContradicted).map((writer) => <Notice key={JSON.stringify([writer.user, writer.host])} tone="critical">{writerText(writer)}</Notice>)}
      {shared === null ? null : <Notice tone="plain">{readText(shared)} {leftOutText(shared)}</Notice>}
      {shared === null ? (
        <EmptyState title={reading.failure === null ? 'Reading the topic…' : displayName(reading.failure.message, 400)} />
      ) : (
        <>
          <Writers shared={shared.writers.filter((writer) => !isContradicted(writer)).map(writerText)} />
          <ChangesTable
            operations={found}
            filter={filter}
            unknown="no result in the topic"
            empty={filter === '' ? 'The lines that were read tell of no change of this cluster.' : 'No change matches.'}
            onOpen={(operationId) => navigate({ kind: 'sharedOperation', profileId, operationId })}
            onUndo={null}
          />
        </>
      )}
    </div>
  );
}

function Writers({ shared }: { readonly shared: readonly string[] }) {
  if (shared.length === 0) return null;
  return (
    <details className={styles.writers}>
      <summary>What the hashes prove</summary>
      <ul>
        {shared.slice(0, MOST_WRITERS).map((text) => (
          <li key={text}>{text}</li>
        ))}
        {shared.length > MOST_WRITERS ? <li>and {formatCount(shared.length - MOST_WRITERS)} more</li> : null}
      </ul>
    </details>
  );
}
