import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';
import { Icon, type IconName } from './Icon';

/** Why there is nothing to show, and what can be done. `title` is a sentence. */
export function EmptyState({ title, icon, children, actions }: { readonly title: ReactNode; readonly icon?: IconName; readonly children?: ReactNode; readonly actions?: ReactNode }) {
  return (
    <section className={styles.empty}>
      <h2 className={styles.title}>
        {icon === undefined ? null : <Icon name={icon} />}
        {title}
      </h2>
      {children === undefined ? null : <div className={styles.text}>{children}</div>}
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </section>
  );
}
