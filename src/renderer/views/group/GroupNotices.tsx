import type { ClusterSummary } from '../../../shared/cluster';
import type { GroupDetail } from '../../../shared/group';
import { displayName } from '../../../shared/display-name';
import { formatCounted } from '../../format/format-count';
import { formatAge } from '../../format/format-age';
import { formatMoment, formatZone, type TimeZoneChoice } from '../../format/format-time';
import { setPaused } from '../../state/cluster-actions';
import type { Reading } from '../../state/reader';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { isGone } from './group-gone';

interface GroupNoticesProps {
  readonly detail: GroupDetail;
  readonly reading: Reading<GroupDetail>;
  readonly cluster: ClusterSummary | null;
  readonly stale: boolean;
  readonly now: number;
  readonly zone: TimeZoneChoice;
  readonly onFailures: () => void;
}

/** What is not as it should be with the figures themselves: old, partly read, or of a group that is gone. One line, the gravest. */
export function GroupNotices({ detail, reading, cluster, stale, now, zone, onFailures }: GroupNoticesProps) {
  if (reading.state === 'stale' && reading.failure !== null) {
    return (
      <Notice tone="warning" action={<Button small onClick={reading.again}>Read again</Button>}>
        {isGone(reading.failure.code) ? <b>This group is gone. </b> : null}
        <bdi>{displayName(reading.failure.message, 500)} </bdi>
        Shown is what was known {formatAge(now - detail.sampledAt)} ago.
      </Notice>
    );
  }
  if (cluster?.state === 'paused') {
    return (
      <Notice tone="plain" icon="pause" action={<Button small onClick={() => void setPaused(cluster.profile.profileId, false)}>Resume</Button>}>
        <b>Paused by you.</b> Figures are as of {formatMoment(detail.sampledAt, Date.now(), zone)} {formatZone(zone)}.
      </Notice>
    );
  }
  if (stale) {
    return (
      <Notice tone="warning">
        These figures are {formatAge(now - detail.sampledAt)} old. <bdi>{staleReason(cluster, detail)}</bdi>
      </Notice>
    );
  }
  const [first] = detail.failures;
  if (first !== undefined) {
    return (
      <Notice tone="warning" icon="unknown" action={detail.failures.length > 1 ? <Button small onClick={onFailures}>Show all {detail.failures.length}</Button> : undefined}>
        <b>{formatCounted(detail.failures.length, 'thing')} could not be read.</b> <bdi>{displayName(first.message, 400)}</bdi>
      </Notice>
    );
  }
  if (detail.groupType === 'share') {
    return (
      <Notice tone="plain">
        A share group commits no offsets: its members take records one by one. Its start offset stands for it, before which every record is dealt with; lag counts from there.
      </Notice>
    );
  }
  return null;
}

function staleReason(cluster: ClusterSummary | null, detail: GroupDetail): string {
  if (cluster === null) return 'The connection was removed.';
  const broker = cluster.brokers.find(({ nodeId }) => nodeId === detail.coordinator?.nodeId);
  if (broker?.failure != null) return displayName(broker.failure.message, 500);
  if (cluster.failure !== null) return displayName(cluster.failure.message, 500);
  if (broker?.state === 'silent') return `Its coordinator, broker ${broker.nodeId}, does not answer.`;
  return 'No round has read this group since; the next one is tried by itself.';
}
