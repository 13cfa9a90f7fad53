import type { ClusterSummary } from '../../../shared/cluster';
import { planRebalance } from '../../state/member-actions';
import { leaveFor } from '../../state/route';
import { Button } from '../../ui/Button';
import { useMadePlan } from '../reset/use-made-plan';
import { MembersSheet } from './MembersSheet';

/** Triggering a rebalance of one group: what it will do to this one, and following it until the group is stable again. */
export function RebalancePage({ cluster, groupId }: { readonly cluster: ClusterSummary; readonly groupId: string }) {
  const { profileId } = cluster.profile;
  const planning = useMadePlan(() => planRebalance(profileId, groupId));
  return (
    <MembersSheet
      cluster={cluster}
      groupId={groupId}
      title="Trigger a rebalance of"
      planning={planning}
      action={() => 'Trigger 1 rebalance'}
      instead={({ instead }) =>
        instead === 'remove-members' ? (
          <Button small onClick={() => leaveFor({ kind: 'removal', profileId, groupId })}>
            Remove members…
          </Button>
        ) : null
      }
    />
  );
}
