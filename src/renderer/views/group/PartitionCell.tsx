import type { ReactNode } from 'react';
import type { GroupDetail } from '../../../shared/group';
import { LAG_STATE_LABELS, LAG_STATES } from '../../../shared/lag';
import { formatCount, formatDuration } from '../../../shared/text';
import { VERDICT_LABELS, VERDICT_LEVEL, VERDICTS, type Verdict } from '../../../shared/verdict';
import { LogRuler } from '../../charts/LogRuler';
import { formatAge } from '../../format/format-age';
import { navigate } from '../../state/route';
import { Age } from '../../ui/Age';
import { Name } from '../../ui/Name';
import { Unknown } from '../../ui/Unknown';
import { VerdictMark } from '../../ui/VerdictMark';
import styles from './PartitionCell.module.css';
import { hostName, type MemberName } from './member-rows';
import { partitionLabel } from './partition-label';
import { partitionSince } from './partition-since';
import { offsetWord } from './uncommitted';
import type { PartitionSort } from './partition-order';

export type PartitionColumn = PartitionSort | 'ruler' | 'host';

export const RULER_WIDTH = 94;

interface PartitionCellProps {
  readonly profileId: string;
  readonly detail: GroupDetail;
  readonly row: number;
  readonly column: PartitionColumn;
  readonly ownerNames: readonly MemberName[];
  readonly now: number;
  readonly staleAfterMs: number;
  /** Its figures are not renewed. */
  readonly isOld: boolean;
}

/** One cell; unknown figures say why on hover. */
export function PartitionCell({ profileId, detail, row, column, ownerNames, now, staleAfterMs, isOld }: PartitionCellProps): ReactNode {
  const { columns } = detail;
  const topic = detail.topics[columns.topic[row]!] ?? '';
  const owner = columns.owner[row]!;
  switch (column) {
    case 'partition':
      return (
        <button type="button" className={`${styles.link} ${isOld ? styles.old : ''}`} aria-label={`${partitionLabel(topic, columns.partition[row]!)}, open its topic`} onClick={() => navigate({ kind: 'topic', profileId, topic })}>
          <Name text={topic} suffix={`-${columns.partition[row]!}`} />
        </button>
      );
    case 'state':
      return stateCell(detail, row, isOld);
    case 'lag':
      return <span className={styles.lag}>{figure(columns.lag[row]!, lagReason(detail, row))}</span>;
    case 'logStart':
      return <span className="mono">{figure(columns.logStartOffset[row]!, logReason(detail, row))}</span>;
    case 'committed':
      return (
        <button
          type="button"
          className={`mono ${styles.link}`}
          title="Skip records, or reset from here"
          aria-label={`Committed offset of ${partitionLabel(topic, columns.partition[row]!)}: skip records or reset from here`}
          onClick={() => navigate({ kind: 'reset', profileId, groupIds: [detail.groupId], partition: { topic, partition: columns.partition[row]! } })}
        >
          {figure(columns.committedOffset[row]!, lagReason(detail, row))}
        </button>
      );
    case 'logEnd':
      return (
        <button type="button" className={`mono ${styles.link}`} title="Look at the last records" aria-label={`Log end of ${partitionLabel(topic, columns.partition[row]!)}: look at the last records`} onClick={() => navigate({ kind: 'records', profileId, topic, partition: columns.partition[row]!, offset: null, groupId: detail.groupId })}>
          {figure(columns.logEndOffset[row]!, logReason(detail, row))}
        </button>
      );
    case 'ruler':
      return <LogRuler logStart={columns.logStartOffset[row]!} committed={columns.committedOffset[row]!} logEnd={columns.logEndOffset[row]!} broken={!isOld && isBroken(detail, row)} width={RULER_WIDTH} />;
    case 'owner':
      return owner < 0 ? <span className={styles.nobody}>{detail.members === null ? <Unknown reason="the group could not be described" /> : 'none'}</span> : <ShortName name={ownerNames[owner]} host={hostName(detail.members?.[owner]?.host ?? '')} />;
    case 'host':
      return owner < 0 ? null : <span className={styles.dim}><Name text={hostName(detail.members?.[owner]?.host ?? '')} keepsEnd /></span>;
    case 'commits':
      return commitsCell(detail, row, now, isOld);
    case 'age':
      return <Age at={columns.sampledAt[row]!} now={now} staleAfterMs={staleAfterMs} reason={lagReason(detail, row)} />;
  }
}

/** The host has a column of its own. */
function ShortName({ name, host }: { readonly name: MemberName | undefined; readonly host: string }) {
  if (name === undefined) return <Unknown reason="the member is not in the description" />;
  return (
    <span className={styles.short} title={name.full}>
      <bdi className={styles.main}>{name.main}</bdi>
      {name.suffix.trim() === host ? null : <bdi className={styles.suffix}>{name.suffix}</bdi>}
    </span>
  );
}

function stateCell(detail: GroupDetail, row: number, dimmed: boolean): ReactNode {
  const { columns } = detail;
  const verdict = VERDICTS[columns.verdict[row]!] ?? 'unknown';
  const lagState = LAG_STATES[columns.lagState[row]!] ?? 'unknown';
  const title = reasonOf(detail, row) ?? undefined;
  if (lagState === 'below-log-start') {
    return mark(<VerdictMark verdict={verdict} dimmed={dimmed} word={LAG_STATE_LABELS[lagState]}>{amount(columns.logStartOffset[row]! - columns.committedOffset[row]!)}</VerdictMark>, title ?? 'The committed offset is below the log start: these records were deleted unread.');
  }
  if (lagState === 'beyond-end') {
    return mark(<VerdictMark verdict={verdict} dimmed={dimmed} word={LAG_STATE_LABELS[lagState]}>{amount(columns.committedOffset[row]! - columns.logEndOffset[row]!)}</VerdictMark>, title ?? 'The committed offset is beyond the log end: the log was truncated or the topic created again.');
  }
  if (lagState !== 'behind' && lagState !== 'caught-up') return mark(<VerdictMark verdict={verdict} dimmed={dimmed} word={lagState === 'no-commit' ? `No ${offsetWord(detail)}` : LAG_STATE_LABELS[lagState]} />, title);
  const isOk = VERDICT_LEVEL[verdict] === 'ok';
  const besides = isOk ? okWords(verdict, lagState) : heldFor(detail, row, VERDICT_LEVEL[verdict] === 'broken');
  return mark(<VerdictMark verdict={verdict} dimmed={dimmed} word={verdict === 'ok-no-member' ? 'OK' : VERDICT_LABELS[verdict]}>{besides}</VerdictMark>, title);
}

/** For how long, up to the sample that it was seen in. */
function heldFor(detail: GroupDetail, row: number, exactly: boolean): string | null {
  const { since, atLeast } = partitionSince(detail, row);
  const ms = detail.columns.sampledAt[row]! - since;
  if (Number.isNaN(ms)) return null;
  return `${atLeast ? '≥ ' : ''}${exactly ? formatDuration(ms) : formatAge(ms)}`;
}

/** Some lag is nothing to worry about while it is worked on. */
function okWords(verdict: Verdict, lagState: 'behind' | 'caught-up'): string {
  return lagState === 'caught-up' ? 'caught up' : verdict === 'ok' ? 'being read' : 'little is left';
}

function mark(content: ReactNode, title: string | undefined): ReactNode {
  return (
    <span className={styles.state} title={title}>
      {content}
    </span>
  );
}

function amount(count: number): string | null {
  return Number.isNaN(count) ? null : formatCount(count);
}

function commitsCell(detail: GroupDetail, row: number, now: number, isOld: boolean): ReactNode {
  const changedAt = detail.columns.commitChangedAt[row]!;
  if (Number.isNaN(changedAt)) return <span className={styles.dim}>not seen</span>;
  const age = formatAge(now - changedAt);
  return VERDICTS[detail.columns.verdict[row]!] === 'stalled' && !isOld ? <span className={styles.broken}>{age} ago</span> : <span className={styles.dim}>{age} ago</span>;
}

function figure(value: number, reason: string): ReactNode {
  return Number.isNaN(value) ? <Unknown reason={reason} /> : formatCount(value);
}

function isBroken(detail: GroupDetail, row: number): boolean {
  return VERDICT_LEVEL[VERDICTS[detail.columns.verdict[row]!] ?? 'unknown'] === 'broken';
}

function reasonOf(detail: GroupDetail, row: number): string | null {
  return detail.reasons[detail.columns.reason[row]!] ?? null;
}

function lagReason(detail: GroupDetail, row: number): string {
  const state = LAG_STATES[detail.columns.lagState[row]!] ?? 'unknown';
  return reasonOf(detail, row) ?? (state === 'no-commit' && detail.groupType === 'share' ? 'the share group has no start offset here' : REASONS[state]);
}

function logReason(detail: GroupDetail, row: number): string {
  const state = LAG_STATES[detail.columns.lagState[row]!] ?? 'unknown';
  return reasonOf(detail, row) ?? (state === 'no-commit' ? 'the ends of the log were not read' : REASONS[state]);
}

const REASONS: Readonly<Record<(typeof LAG_STATES)[number], string>> = {
  behind: 'not read so far',
  'caught-up': 'not read so far',
  'no-commit': 'the group has no committed offset here',
  'below-log-start': 'not read so far',
  'beyond-end': 'not read so far',
  'topic-gone': 'the topic is gone',
  'no-leader': 'the partition has no leader',
  'not-authorised': 'reading it is not allowed with these credentials',
  unknown: 'it could not be read',
};
