import { displayName } from '../../../shared/display-name';
import { formatDuration } from '../../../shared/text';
import { formatTime, type TimeZoneChoice } from '../../format/format-time';
import styles from './PlanSheet.module.css';
import type { PlanExpiry } from './use-plan-expiry';

interface SheetHeadProps {
  readonly title: string;
  readonly subject: string;
  readonly plan: { readonly planId: string; readonly createdAt: number } | null;
  readonly expiry: PlanExpiry;
  readonly zone: TimeZoneChoice;
}

/** What the sheet is about, which plan it shows, and how long that plan holds. */
export function SheetHead({ title, subject, plan, expiry, zone }: SheetHeadProps) {
  return (
    <header className={styles.head}>
      <h2>
        {title} <bdi>{displayName(subject, 90)}</bdi>
      </h2>
      {plan === null ? null : (
        <span className={styles.aside}>
          Plan {plan.planId.slice(0, 4)}, made {formatTime(plan.createdAt, zone)}
        </span>
      )}
      {expiry.leftMs === null ? null : <span className={styles.expires}>{expiry.isOver ? 'This plan has expired' : `This plan expires in ${formatDuration(expiry.leftMs)}`}</span>}
    </header>
  );
}
