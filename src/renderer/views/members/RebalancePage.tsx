import type { ClusterSummary } from '../../../shared/cluster';
import { planRebalance } from '../../state/member-actions';
import { useReading } from '../../state/reading';
import { leaveFor } from '../../state/route';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { useMadePlan } from '../reset/use-made-plan';
import { awaitedText } from './awaited-text';
import { MembersSheet } from './MembersSheet';

/** Triggering a rebalance of one group: what it will do to this one, and following it until the group is stable again. */
export function RebalancePage({ cluster, groupId }: { readonly cluster: ClusterSummary; readonly groupId: string }) {
  const { profileId } = cluster.profile;
  const planning = useMadePlan(() => planRebalance(profileId, groupId));
  const detail = useReading('group:read', { profileId, groupId }, cluster.revision).value;
  const awaited = detail === null ? null : awaitedText(detail);
  return (
    <MembersSheet
      cluster={cluster}
      groupId={groupId}
      title="Trigger a rebalance of"
      planning={planning}
      action={() => 'Trigger 1 rebalance'}
      first={
        awaited === null ? null : (
          <Notice tone="warning" action={<Button small onClick={() => leaveFor({ kind: 'removal', profileId, groupId, ...(awaited.only === null ? {} : { memberId: awaited.only }) })}>Remove {awaited.only === null ? 'them' : 'it'} instead…</Button>}>
            <bdi>{awaited.text}</bdi>
          </Notice>
        )
      }
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
