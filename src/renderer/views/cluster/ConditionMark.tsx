import { Icon } from '../../ui/Icon';
import type { Condition } from './cluster-condition';
import styles from './ConditionMark.module.css';

/** A condition's glyph in its colour, and its words in plain text. */
export function ConditionMark({ condition, capital = false }: { readonly condition: Condition; readonly capital?: boolean }) {
  return (
    <span className={styles.mark}>
      <span className={styles[condition.tone]}>
        <Icon name={condition.icon} />
      </span>
      <span className="cut">{capital ? condition.words.charAt(0).toUpperCase() + condition.words.slice(1) : condition.words}</span>
    </span>
  );
}
