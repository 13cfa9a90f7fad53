import { useMemo } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import { useGroupsTable } from '../../state/groups-table';
import { Input } from '../../ui/Input';
import { Name } from '../../ui/Name';
import styles from './TargetChoice.module.css';

interface GroupTargetProps {
  readonly cluster: ClusterSummary;
  /** Not offered: a group is not set to its own offsets. */
  readonly except: readonly string[];
  readonly text: string;
  readonly onChange: (text: string) => void;
}

const MOST_OFFERED = 5;

/** Which group's offsets: searched by a part of its name. */
export function GroupTarget({ cluster, except, text, onChange }: GroupTargetProps) {
  const names = useGroupsTable(cluster).value?.names.groupIds ?? null;
  const wanted = text.trim().toLowerCase();
  const found = useMemo(() => (names ?? []).filter((groupId) => groupId.toLowerCase().includes(wanted) && !except.includes(groupId)), [names, wanted, except]);
  const isNamed = found.includes(text);
  return (
    <>
      <Input mono aria-label="Group" placeholder="search, or type its name" value={text} onChange={(event) => onChange(event.target.value)} />
      {isNamed ? (
        <p className={styles.hint}>Every partition goes to where this group is.</p>
      ) : (
        <ul className={styles.offers} aria-label="Groups">
          {found.slice(0, MOST_OFFERED).map((groupId) => (
            <li key={groupId}>
              <button type="button" title={displayName(groupId, 300)} onClick={() => onChange(groupId)}>
                <Name text={groupId} />
              </button>
            </li>
          ))}
          <li className={styles.hint}>{found.length === 0 ? 'No group has this in its name.' : found.length > MOST_OFFERED ? `and ${found.length - MOST_OFFERED} more` : null}</li>
        </ul>
      )}
    </>
  );
}
