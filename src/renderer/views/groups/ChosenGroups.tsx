import { formatCount, formatCounted } from '../../../shared/text';
import { navigate } from '../../state/route';
import { Button } from '../../ui/Button';
import { ExportOffsets } from '../offsets/ExportOffsets';
import styles from './GroupsView.module.css';

interface ChosenGroupsProps {
  readonly profileId: string;
  readonly chosen: ReadonlySet<string>;
  /** Of those, not in the list now. */
  readonly hidden: number;
  readonly onClear: () => void;
}

/** What can be done with the groups that are chosen. */
export function ChosenGroups({ profileId, chosen, hidden, onClear }: ChosenGroupsProps) {
  const groupIds = [...chosen];
  return (
    <span className={styles.chosen} role="group" aria-label="Chosen groups">
      <span role="status">
        {formatCounted(chosen.size, 'group')} chosen{hidden === 0 ? '' : `, ${formatCount(hidden)} not in this list`}
      </span>
      <Button small aria-label="Reset… offsets of the chosen groups" onClick={() => navigate({ kind: 'reset', profileId, groupIds, partition: null })}>
        Reset…
      </Button>
      <ExportOffsets label="Export…" profileId={profileId} groupIds={groupIds} />
      <Button small aria-label="Delete… the chosen groups" onClick={() => navigate({ kind: 'delete', profileId, wish: { kind: 'groups', groupIds } })}>
        Delete…
      </Button>
      <Button small kind="quiet" onClick={onClear}>
        Clear
      </Button>
    </span>
  );
}
