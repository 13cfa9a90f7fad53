import { useMemo } from 'react';
import type { GroupDetail } from '../../../shared/group';
import type { RebalanceHistory } from '../../../shared/rebalances';
import type { ChartPartition } from '../../charts/chart-partition';
import { assignmentFindings } from './assignment-findings';
import styles from './AssignmentPanel.module.css';
import type { MemberRow } from './member-rows';
import { OwnershipPanel } from './OwnershipPanel';

interface AssignmentPanelProps {
  readonly detail: GroupDetail;
  readonly partitions: readonly ChartPartition[];
  readonly members: readonly MemberRow[];
  /** Null: not read yet. */
  readonly history: RebalanceHistory | null;
}

/** Who owns what over the whole width, and what that tells. */
export function AssignmentPanel({ detail, partitions, members, history }: AssignmentPanelProps) {
  const findings = useMemo(() => assignmentFindings(detail, members, history?.protocol ?? null), [detail, members, history?.protocol]);
  return (
    <>
      <OwnershipPanel detail={detail} partitions={partitions} members={members} isWide />
      {findings.length === 0 ? null : (
        <section className={styles.findings} aria-label="What the assignment tells" tabIndex={0}>
          <dl>
            {findings.map(({ name, text, isOdd }) => (
              <div key={name + text} className={isOdd ? styles.odd : undefined}>
                <dt>{name}</dt>
                <dd>
                  <bdi>{text}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}
