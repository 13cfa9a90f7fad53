import type { ReactNode } from 'react';
import type { GroupDetail } from '../../../shared/group';
import type { Rebalance } from '../../../shared/rebalances';
import { formatCount, formatCounted } from '../../../shared/text';
import { VERDICT_LEVEL } from '../../../shared/verdict';
import { displayName } from '../../../shared/display-name';
import { formatMoment, formatTime, type TimeZoneChoice } from '../../format/format-time';
import { Age } from '../../ui/Age';
import { LagFigure } from '../../ui/LagFigure';
import { Unknown } from '../../ui/Unknown';
import { tookText } from '../rebalances/rebalance-words';
import styles from './GroupHeader.module.css';
import { offsetWord } from './uncommitted';

interface GroupFactsProps {
  readonly detail: GroupDetail;
  readonly idle: number;
  readonly now: number;
  readonly staleAfterMs: number;
  readonly zone: TimeZoneChoice;
  /** Its cluster is paused: ages stand still and say nothing of now. */
  readonly paused: boolean;
  /** The newest one that was seen; null: none was. */
  readonly lastRebalance: Rebalance | null;
}

/** What the group is, in one strip; every value with its unit or word, unknown ones with the reason. */
export function GroupFacts({ detail, idle, now, staleAfterMs, zone, paused, lastRebalance }: GroupFactsProps) {
  const level = VERDICT_LEVEL[detail.verdict.verdict];
  return (
    <dl className={styles.facts}>
      <Fact name="Lag" tone={level === 'broken' || level === 'behind' ? level : undefined}>
        <LagFigure lag={detail.totalLag} unknownPartitions={detail.unknownPartitions} uncommittedPartitions={detail.uncommittedPartitions} offsetWord={offsetWord(detail)} reason={lagReason(detail)} />
        <span className={styles.beside}>{besideLag(detail)}</span>
      </Fact>
      <Fact name="State">{known(detail.groupState, 'no broker told the state')}</Fact>
      <Fact name="Type">{known(detail.groupType, 'brokers before Kafka 3.8 do not tell the type')}</Fact>
      {detail.groupEpoch === null ? null : (
        <Fact name="Group epoch">
          {detail.groupEpoch}
          {detail.assignmentEpoch === null || detail.assignmentEpoch === detail.groupEpoch ? null : <span className={styles.beside}> assignment {detail.assignmentEpoch}</span>}
        </Fact>
      )}
      <Fact name="Assignor">{detail.members?.length === 0 ? <span className={styles.beside}>none</span> : known(detail.assignor, 'no broker told it')}</Fact>
      <Fact name="Members">
        {detail.members === null ? <Unknown reason="the group could not be described" /> : formatCount(detail.members.length)}
        {idle > 0 ? <span className={styles.beside}>, {formatCount(idle)} idle</span> : null}
      </Fact>
      <Fact name="Coordinator">
        {detail.coordinator === null ? (
          <Unknown reason="no broker lists the group as its own" />
        ) : (
          <span title={`${displayName(detail.coordinator.host)}:${detail.coordinator.port}`}>broker {detail.coordinator.nodeId}</span>
        )}
      </Fact>
      <Fact name="Partitions">
        {formatCount(detail.columns.partition.length)}
        <span className={styles.beside}> {detail.topics.length === 1 ? 'of 1 topic' : `of ${formatCounted(detail.topics.length, 'topic')}`}</span>
      </Fact>
      {lastRebalance === null ? null : (
        <Fact name="Last rebalance">
          {formatMoment(lastRebalance.startedAt, now, zone)}
          <span className={styles.beside}>, {tookText(lastRebalance, now)}</span>
        </Fact>
      )}
      <Fact name="Sampled">
        {formatTime(detail.sampledAt, zone)}
        <span className={styles.beside}>
          {paused ? (
            ', paused'
          ) : (
            <>
              , <Age at={detail.sampledAt} now={now} staleAfterMs={staleAfterMs} /> ago
            </>
          )}
        </span>
      </Fact>
    </dl>
  );
}

function Fact({ name, tone, children }: { readonly name: string; readonly tone?: 'broken' | 'behind' | undefined; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd className={tone === undefined ? undefined : styles[tone]}>{children}</dd>
    </div>
  );
}

function known(value: string | null, reason: string): ReactNode {
  return value === null ? <Unknown reason={reason} /> : <bdi>{displayName(value, 40)}</bdi>;
}

function lagReason(detail: GroupDetail): string {
  return detail.reasons[0] ?? (detail.columns.partition.length === 0 ? 'the group has no partitions: nothing committed, assigned or subscribed' : 'no partition has a lag that is a number');
}

/** What the sum leaves out, in as few words as the strip has room for. */
function besideLag(detail: GroupDetail): string {
  const { unknownPartitions, uncommittedPartitions } = detail;
  const parts = [unknownPartitions === 0 ? '' : `${formatCount(unknownPartitions)} unknown`, uncommittedPartitions === 0 ? '' : `${formatCount(uncommittedPartitions)} ${offsetWord(detail) === 'start offset' ? 'without a start offset' : 'not committed'}`];
  const said = parts.filter((part) => part !== '').join(', ');
  return said === '' ? '' : ` ${said}`;
}
