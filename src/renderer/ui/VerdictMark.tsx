import type { ReactNode } from 'react';
import { VERDICT_LABELS, VERDICT_LEVEL, type Verdict, type VerdictLevel } from '../../shared/verdict';
import { Icon, type IconName } from './Icon';
import styles from './VerdictMark.module.css';

export const VERDICT_ICON: Readonly<Record<Verdict, IconName>> = {
  stopped: 'stopped',
  stalled: 'stalled',
  'records-lost': 'records-lost',
  'beyond-end': 'beyond-end',
  'falling-behind': 'behind',
  'not-committing': 'behind',
  behind: 'behind',
  rebalancing: 'rebalancing',
  'catching-up': 'catching-up',
  watching: 'watching',
  unknown: 'unknown',
  'no-permission': 'lock',
  ok: 'ok',
  'ok-no-member': 'ok',
};
const LEVEL_ICON: Readonly<Record<VerdictLevel, IconName>> = { broken: 'stopped', behind: 'behind', moving: 'catching-up', unknown: 'unknown', ok: 'ok' };
export const LEVEL_LABELS: Readonly<Record<VerdictLevel, string>> = { broken: 'Broken', behind: 'Behind', moving: 'Moving', unknown: 'Unknown', ok: 'OK' };
/** In their order on screen. */
export const LEVELS_SHOWN: readonly VerdictLevel[] = ['broken', 'behind', 'moving', 'ok', 'unknown'];

/** Shape, word, colour, in this order. `children` follow in plain weight: since when, for instance. */
export function VerdictMark({ verdict, word, children, dimmed = false }: { readonly verdict: Verdict; readonly word?: string; readonly children?: ReactNode; readonly dimmed?: boolean }) {
  return (
    <span className={`${styles.mark} ${styles[VERDICT_LEVEL[verdict]]} ${dimmed ? styles.dimmed : ''}`}>
      <Icon name={VERDICT_ICON[verdict]} />
      <span className={styles.text}>
        <span className={styles.word}>{word ?? VERDICT_LABELS[verdict]}</span>
        {children === undefined || children === null ? null : <span className={styles.since}> {children}</span>}
      </span>
    </span>
  );
}

/** The mark of one of the five buckets, with a word or figure of the caller's. */
export function LevelMark({ level, children, dimmed = false }: { readonly level: VerdictLevel; readonly children?: ReactNode; readonly dimmed?: boolean }) {
  return (
    <span className={`${styles.mark} ${styles[level]} ${dimmed ? styles.dimmed : ''}`}>
      <Icon name={LEVEL_ICON[level]} />
      {children === undefined ? null : <span className={styles.text}>{children}</span>}
    </span>
  );
}
