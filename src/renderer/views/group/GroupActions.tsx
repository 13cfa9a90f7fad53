import { useMemo } from 'react';
import type { GroupDetail } from '../../../shared/group';
import { navigate } from '../../state/route';
import { Button } from '../../ui/Button';
import { ExportOffsets } from '../offsets/ExportOffsets';
import { ExportAssignment } from './ExportAssignment';
import type { GroupTab } from './group-tab';
import styles from './GroupPage.module.css';

interface GroupActionsProps {
  readonly profileId: string;
  readonly detail: GroupDetail;
  readonly tab: GroupTab;
}

/** What can be done to what the tab shows. Each leads to a plan first. */
export function GroupActions({ profileId, detail, tab }: GroupActionsProps) {
  const { groupId } = detail;
  const groupIds = useMemo(() => [groupId], [groupId]);
  const rebalance = (
    <Button small onClick={() => navigate({ kind: 'rebalance', profileId, groupId })}>
      Trigger rebalance…
    </Button>
  );
  return (
    <span className={styles.actions}>
      {tab === 'partitions' ? (
        <>
          <ExportOffsets profileId={profileId} groupIds={groupIds} />
          <Button small onClick={() => navigate({ kind: 'delete', profileId, wish: { kind: 'groups', groupIds } })}>
            Delete group…
          </Button>
          <Button small onClick={() => navigate({ kind: 'reset', profileId, groupIds, partition: null })}>
            Reset offsets…
          </Button>
        </>
      ) : tab === 'members' ? (
        <>
          <ExportAssignment detail={detail} />
          {rebalance}
          <Button small onClick={() => navigate({ kind: 'removal', profileId, groupId })}>
            Remove members…
          </Button>
        </>
      ) : tab === 'rebalances' ? (
        rebalance
      ) : tab === 'whatIf' ? (
        <Button small onClick={() => navigate({ kind: 'teaching', profileId, groupId })}>
          How partitions are assigned
        </Button>
      ) : null}
    </span>
  );
}
