import type { ReactNode } from 'react';
import type { PartitionMove, Rebalance, RebalanceMembers } from '../../../shared/rebalances';
import { displayName } from '../../../shared/display-name';
import { formatCount, formatCounted } from '../../../shared/text';
import { formatMoment, type TimeZoneChoice } from '../../format/format-time';
import { Button } from '../../ui/Button';
import { partitionLabel } from '../group/partition-label';
import { hostName } from '../group/member-rows';
import styles from './Rebalances.module.css';
import { CAUSE_WORDS, KIND_WORDS, memberWord, tookText } from './rebalance-words';

interface RebalanceDetailProps {
  readonly rebalance: Rebalance;
  readonly now: number;
  readonly zone: TimeZoneChoice;
  readonly onClose: () => void;
}

const MOST_LISTED = 50;

/** All that is known of one rebalance. */
export function RebalanceDetail({ rebalance, now, zone, onClose }: RebalanceDetailProps) {
  const { cause, joined, left, replaced, moved, members, startedAfter, startedAt, endedAt, kind } = rebalance;
  return (
    <aside className={styles.detail} aria-label={`Rebalance at ${formatMoment(startedAt, now, zone)}`} tabIndex={0}>
      <h3>
        {CAUSE_WORDS[cause.kind]}
        {cause.kind === 'unknown' ? '' : `, ${cause.certainty}`}
        <Button small onClick={onClose}>
          Close
        </Button>
      </h3>
      <p>
        <bdi>{displayName(cause.evidence, 1_200)}</bdi>
      </p>
      <dl>
        <Line name="Began">{startedAfter === null ? `before ${formatMoment(startedAt, now, zone)}: it was on at the first look` : `between ${formatMoment(startedAfter, now, zone)} and ${formatMoment(startedAt, now, zone)}`}</Line>
        <Line name="Ended">{endedAt === null ? 'still on' : `by ${formatMoment(endedAt, now, zone)}`}</Line>
        <Line name="Took">{tookText(rebalance, now)}</Line>
        <Line name="Effect">{KIND_WORDS[kind]}</Line>
        <Line name="Members">
          {members.before === null ? 'not known' : formatCount(members.before)} → {formatCount(members.after)}
        </Line>
        <People name="Joined" of={joined} />
        <People name="Left" of={left} />
        {replaced.count === 0 ? null : (
          <Line name="Came back">
            {replaced.pairs.slice(0, MOST_LISTED).map(({ before, after, by }, index) => (
              <span key={index} className={styles.person}>
                <bdi>{memberWord(after)}</bdi>: id …{displayName(before.memberId.slice(-5))} → …{displayName(after.memberId.slice(-5))}, known by its {BY_WORDS[by]}
              </span>
            ))}
          </Line>
        )}
        <Line name="Moved">
          {moved === null ? 'not known' : formatCounted(moved.count, 'partition')}
          {moved?.moves.slice(0, MOST_LISTED).map((move) => (
            <span key={`${move.topic} ${move.partition}`} className={styles.person}>
              <bdi>{moveText(move)}</bdi>
            </span>
          ))}
          {moved !== null && moved.count > Math.min(MOST_LISTED, moved.moves.length) ? <span className={styles.person}>and {formatCount(moved.count - Math.min(MOST_LISTED, moved.moves.length))} more</span> : null}
        </Line>
      </dl>
    </aside>
  );
}

const BY_WORDS = { 'member-id': 'member id', 'instance-id': 'instance id', 'client-id-and-host': 'client id and host', 'client-id': 'client id' } as const;

function moveText({ topic, partition, from, to }: PartitionMove): string {
  return `${partitionLabel(topic, partition)}: ${from === null ? 'nobody' : memberWord(from)} → ${to === null ? 'nobody' : memberWord(to)}`;
}

function People({ name, of: { count, members } }: { readonly name: string; readonly of: RebalanceMembers }) {
  if (count === 0) return null;
  return (
    <Line name={name}>
      {members.map((member) => (
        <span key={member.memberId} className={styles.person}>
          <bdi>{memberWord(member)}</bdi> on <bdi>{displayName(hostName(member.host), 60)}</bdi>, id …{displayName(member.memberId.slice(-5))}
        </span>
      ))}
      {count > members.length ? <span className={styles.person}>and {formatCount(count - members.length)} more</span> : null}
    </Line>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
