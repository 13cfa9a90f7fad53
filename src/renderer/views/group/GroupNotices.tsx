import type { ClusterSummary } from '../../../shared/cluster';
import type { GroupDetail } from '../../../shared/group';
import { displayName } from '../../../shared/display-name';
import { formatCounted } from '../../../shared/text';
import { formatAge } from '../../format/format-age';
import { formatMoment, formatZone, type TimeZoneChoice } from '../../format/format-time';
import { setPaused } from '../../state/cluster-actions';
import type { Reading } from '../../state/reader';
import { useNow } from '../../state/now';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { isGone } from './group-gone';
import { countUnread, type Unread } from './not-read';

interface GroupNoticesProps {
  readonly detail: GroupDetail;
  readonly unread: readonly Unread[];
  readonly reading: Reading<GroupDetail>;
  readonly cluster: ClusterSummary | null;
  readonly stale: boolean;
  readonly now: number;
  readonly zone: TimeZoneChoice;
  readonly onFailures: () => void;
}

/** What is not as it should be with the figures themselves: old, partly read, or of a group that is gone. One line, the gravest. */
export function GroupNotices({ detail, unread, reading, cluster, stale, now, zone, onFailures }: GroupNoticesProps) {
  const clock = useNow();
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
        <b>Paused by you.</b> Figures are as of {formatMoment(detail.sampledAt, clock, zone)} {formatZone(zone)}.
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
  const [first] = unread;
  if (first !== undefined) {
    return (
      <Notice tone="warning" icon="unknown" action={unread.length > 1 ? <Button small onClick={onFailures}>Show all</Button> : undefined}>
        <b>{formatCounted(countUnread(unread), 'thing')} could not be read.</b> <bdi>{displayName(first.message, 400)}</bdi>
      </Notice>
    );
  }
  if (detail.groupType === 'share') {
    return (
      <Notice tone="plain">
        A share group commits no offsets: its members share all partitions and take records one by one. Every record before a partition&apos;s start offset is dealt with.
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
  // What a page showed when it was left stands until it is read again.
  if (detail.revision !== cluster.revision) return 'Newer ones are being read.';
  return 'No round has read this group since; the next one is tried by itself.';
}
