import { formatCount } from '../../shared/text';
import styles from './Figure.module.css';
import { Unknown } from './Unknown';

/** A whole number with separators, or why it is not known. NaN and null are unknown; zero is measured, and dim on wish. */
export function Figure({ value, reason, dimZero = false }: { readonly value: number | null; readonly reason: string; readonly dimZero?: boolean }) {
  if (value === null || Number.isNaN(value)) return <Unknown reason={reason} />;
  return value === 0 && dimZero ? <span className={styles.zero}>0</span> : <>{formatCount(value)}</>;
}
