import { useMemo, useState } from 'react';
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
  /** Empty: none is chosen. */
  readonly groupId: string;
  readonly onChoose: (groupId: string) => void;
}

const MOST_OFFERED = 5;

/** Which group's offsets: searched by a part of its name. */
export function GroupTarget({ cluster, except, groupId, onChoose }: GroupTargetProps) {
  const [search, setSearch] = useState(groupId);
  const names = useGroupsTable(cluster).value?.names.groupIds ?? null;
  const wanted = search.trim().toLowerCase();
  const found = useMemo(() => (names ?? []).filter((each) => each.toLowerCase().includes(wanted) && !except.includes(each)), [names, wanted, except]);
  const look = (text: string): void => {
    setSearch(text);
    onChoose(names?.includes(text) === true ? text : '');
  };
  return (
    <>
      <Input mono aria-label="Group" placeholder="search by its name" value={search} onChange={(event) => look(event.target.value)} />
      {groupId !== '' ? (
        <p className={styles.hint}>Every partition goes to where this group is.</p>
      ) : (
        <ul className={styles.offers} aria-label="Groups">
          {found.slice(0, MOST_OFFERED).map((each) => (
            <li key={each}>
              <button type="button" title={displayName(each, 300)} onClick={() => look(each)}>
                <Name text={each} />
              </button>
            </li>
          ))}
          <li className={styles.hint}>{found.length === 0 ? 'No group has this in its name.' : found.length > MOST_OFFERED ? `and ${found.length - MOST_OFFERED} more` : null}</li>
        </ul>
      )}
    </>
  );
}
