import { rulerMarks } from './log-ruler';
import styles from './LogRuler.module.css';

interface LogRulerProps {
  /** Offsets; NaN = not known (or, for committed, none). */
  readonly logStart: number;
  readonly committed: number;
  readonly logEnd: number;
  readonly broken: boolean;
  readonly width?: number;
}

/** Log start |——committed▮▮▮| log end: lag, and how near retention is, in one mark. Decoration beside the figures. */
export function LogRuler({ logStart, committed, logEnd, broken, width = 128 }: LogRulerProps) {
  const marks = rulerMarks(logStart, committed, logEnd);
  if (marks === null) {
    return (
      <svg className={styles.ruler} width={width} height="12" aria-hidden="true">
        <line className={styles.unknown} x1="1" x2={width - 1} y1="6" y2="6" />
      </svg>
    );
  }
  const toX = (share: number): number => 1 + share * (width - 2);
  const tone = marks.place === 'below' || marks.place === 'beyond' || broken ? styles.broken : '';
  return (
    <svg className={styles.ruler} width={width} height="12" aria-hidden="true">
      <line className={styles.log} x1={toX(marks.logFrom)} x2={toX(marks.logTo)} y1="6" y2="6" />
      <line className={styles.edge} x1={toX(marks.logFrom)} x2={toX(marks.logFrom)} y1="2" y2="10" />
      <line className={styles.edge} x1={toX(marks.logTo)} x2={toX(marks.logTo)} y1="2" y2="10" />
      {marks.place === 'inside' ? <line className={`${styles.lagging} ${tone}`} x1={toX(marks.at ?? 1)} x2={toX(1)} y1="6" y2="6" /> : null}
      {marks.place === 'below' ? <line className={styles.gone} x1={toX(0)} x2={toX(marks.logFrom)} y1="6" y2="6" /> : null}
      {marks.place === 'beyond' ? <line className={styles.gone} x1={toX(marks.logTo)} x2={toX(1)} y1="6" y2="6" /> : null}
      {marks.at === null ? null : <line className={`${styles.at} ${marks.place === 'inside' ? '' : styles.outside}`} x1={toX(marks.at)} x2={toX(marks.at)} y1="0" y2="12" />}
    </svg>
  );
}
