import type { PlannedPartition } from '../../../shared/reset';
import styles from './Ruler.module.css';

const WIDTH = 104;
const HEIGHT = 12;
const MIDDLE = HEIGHT / 2;

/** The log as a line: the part that is read again or never read, the position now (thin) and the new one (tall). */
export function Ruler({ partition }: { readonly partition: PlannedPartition }) {
  const { oldOffset, newOffset, logStartOffset, logEndOffset } = partition;
  if (logStartOffset === null || logEndOffset === null) return null;
  const low = Math.min(logStartOffset, oldOffset ?? logStartOffset);
  const high = Math.max(logEndOffset, oldOffset ?? logEndOffset);
  const at = (offset: number) => (high === low ? WIDTH / 2 : 1 + ((offset - low) / (high - low)) * (WIDTH - 2));
  return (
    <svg className={styles.ruler} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <line className={styles.log} x1={at(logStartOffset)} x2={at(logEndOffset)} y1={MIDDLE} y2={MIDDLE} />
      {oldOffset === null || newOffset === null || oldOffset === newOffset ? null : (
        <line className={newOffset < oldOffset ? styles.again : styles.never} x1={Math.min(at(oldOffset), at(newOffset))} x2={Math.max(at(oldOffset), at(newOffset), Math.min(at(oldOffset), at(newOffset)) + 2)} y1={MIDDLE} y2={MIDDLE} />
      )}
      {oldOffset === null ? null : <line className={styles.now} x1={at(oldOffset)} x2={at(oldOffset)} y1={2} y2={HEIGHT - 2} />}
      {newOffset === null ? null : <line className={styles.new} x1={at(newOffset)} x2={at(newOffset)} y1={0} y2={HEIGHT} />}
    </svg>
  );
}
