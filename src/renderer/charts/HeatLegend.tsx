import { formatCount } from '../../shared/text';
import styles from './HeatLegend.module.css';
import type { HeatScale } from './heat-scale';

/** The steps of the shade, from a measured zero to the last one's lower end, and what hatching and a cross mean. */
export function HeatLegend({ scale, showsUncommitted, showsComing = false }: { readonly scale: HeatScale; readonly showsUncommitted: boolean; readonly showsComing?: boolean }) {
  return (
    <span className={styles.legend}>
      <span>Lag 0</span>
      <span className={styles.steps} aria-hidden="true">
        {[0, ...scale].map((least, step) => (
          <i key={step} style={{ background: `var(--h${step})` }} title={step === 0 ? '0' : `from ${formatCount(least)}`} />
        ))}
      </span>
      <span>{formatCount(scale[scale.length - 1] ?? 0)}+</span>
      <i className={styles.hatch} aria-hidden="true" />
      <span>no data</span>
      {showsUncommitted ? (
        <>
          <i className={styles.cross} aria-hidden="true">
            ×
          </i>
          <span>no commit</span>
        </>
      ) : null}
      {showsComing ? (
        <>
          <i className={styles.coming} aria-hidden="true">
            +
          </i>
          <span>on its way</span>
        </>
      ) : null}
    </span>
  );
}
