import { useMemo, useRef, useState } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { formatMoment } from '../../format/format-time';
import { readOperations } from '../../state/audit';
import { useKeys } from '../../state/keys';
import { useNow } from '../../state/now';
import { useFreshReading } from '../../state/reading';
import { navigate } from '../../state/route';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { FilterInput } from '../../ui/FilterInput';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import styles from './AuditPage.module.css';
import { AuditPlace } from './AuditPlace';
import { chainText, tornText } from './audit-words';
import { changesWith, ChangesTable } from './ChangesTable';
import { ExportAudit } from './ExportAudit';

/** What was changed of this cluster from this computer: who, when, why, with what outcome; and back from there. */
export function AuditPage({ cluster }: { readonly cluster: ClusterSummary }) {
  const { profileId } = cluster.profile;
  const now = useNow();
  const { timeZone: zone } = useSettings();
  const reading = useFreshReading('audit:read', { profileId });
  const [filter, setFilter] = useState('');
  const filterField = useRef<HTMLInputElement>(null);
  useKeys({ '/': () => filterField.current?.focus() });
  const operations = reading.value?.operations;
  const found = useMemo(() => changesWith(operations ?? [], filter), [operations, filter]);
  if (reading.value === null) return <EmptyState title={reading.failure === null ? 'Reading the audit…' : displayName(reading.failure.message, 400)} />;
  const { brokenAt, end, path } = reading.value;
  const torn = tornText(reading.value.torn, (at) => formatMoment(at, now, zone));
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <AuditPlace profile={cluster.profile} place="audit" />
        <p>
          {brokenAt === null && end.kind !== 'missing' && end.kind !== 'replaced' && reading.value.operations.length > 0 ? (
            <>
              <Icon name="check" className={styles.whole ?? ''} /> {chainText(end)}
            </>
          ) : null}{' '}
          Kept in <span className="mono">{displayName(path, 300)}</span>.
        </p>
        <FilterInput ref={filterField} className={styles.filter} label="Search the audit" placeholder="group, reason, user, id" text={filter} onChange={setFilter} />
        <ExportAudit operations={found} read={(changes) => readOperations(profileId, { operations: changes })} />
        <Button small onClick={reading.again}>
          Check again
        </Button>
      </header>
      {brokenAt === null ? null : <Notice tone="critical">The audit file was changed or damaged at line {formatCount(brokenAt)}. What follows it is not shown, and nothing can be changed until the file is moved away.</Notice>}
      {torn === null ? null : <Notice tone="warning">{torn}</Notice>}
      {end.kind === 'missing' || end.kind === 'replaced' ? <Notice tone="critical">{chainText(end)}</Notice> : null}
      <ChangesTable
        operations={found}
        filter={filter}
        unknown="cut off: what became of it?"
        empty={filter === '' ? 'Nothing of this cluster was changed from this computer.' : 'No change matches.'}
        onOpen={(operationId) => navigate({ kind: 'operation', profileId, operationId })}
        onUndo={(operationId) => navigate({ kind: 'undo', profileId, operationId })}
      />
    </div>
  );
}
