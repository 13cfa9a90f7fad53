import { navigate } from '../../state/route';
import type { Sentence as SentenceText } from '../../state/sentence';
import { Name } from '../../ui/Name';
import styles from './Sentence.module.css';

interface SentenceProps {
  readonly sentence: SentenceText;
  /** How old the figures are that it rests on, or of when they are, when they are not renewed. */
  readonly old?: string | null;
  /** Room it always takes, whatever it says: what stands below must not move. */
  readonly lines: 1 | 2;
}

/** What is wrong, first. Its names lead to what they name. */
export function Sentence({ sentence, old = null, lines }: SentenceProps) {
  return (
    <p className={`${styles.sentence} ${lines === 1 ? styles.one : styles.two}`}>
      {old === null ? null : <span className={styles.old}>{old}: </span>}
      <b>{sentence.head}</b>{' '}
      <span className={styles.rest}>
        {sentence.rest.map((part, index) => {
          if ('text' in part) return <span key={index}>{part.text}</span>;
          const { leadsTo } = part;
          const name = <Name text={part.name} className={styles.name} />;
          return leadsTo === undefined ? (
            <span key={index}>{name}</span>
          ) : (
            <button key={index} type="button" className={styles.link} onClick={() => navigate(leadsTo)}>
              {name}
            </button>
          );
        })}
      </span>
    </p>
  );
}
