import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import styles from './Notice.module.css';

export type NoticeTone = 'warning' | 'critical' | 'plain';
const ICONS: Readonly<Record<NoticeTone, IconName>> = { warning: 'clock', critical: 'down', plain: 'unknown' };

/** A band across the page: what is not as it should be, in whole sentences, and what can be done. */
export function Notice({ tone, icon, children, action }: { readonly tone: NoticeTone; readonly icon?: IconName; readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role="status">
      <span className={styles.icon}>
        <Icon name={icon ?? ICONS[tone]} />
      </span>
      <span className={styles.text}>{children}</span>
      {action === undefined ? null : <span className={styles.action}>{action}</span>}
    </div>
  );
}
