import { Name } from '../../ui/Name';
import type { GroupsSentence } from './groups-sentence';
import styles from './Sentence.module.css';

/** What is wrong, first. */
export function Sentence({ sentence }: { readonly sentence: GroupsSentence }) {
  return (
    <p className={styles.sentence}>
      <b>{sentence.head}</b>{' '}
      <span className={styles.rest}>
        {sentence.rest.map((part, index) => ('name' in part ? <Name key={index} text={part.name} className={styles.name} /> : <span key={index}>{part.text}</span>))}
      </span>
    </p>
  );
}
