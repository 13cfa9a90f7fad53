import { displayName } from '../../../shared/display-name';
import { Notice } from '../../ui/Notice';
import styles from './ConnectionNotes.module.css';

/** What to know about a connection though nothing failed. Nothing when there is nothing to know. */
export function ConnectionNotes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <Notice tone="plain">
      <ul className={styles.notes} aria-label="About this connection">
        {notes.map((note, index) => (
          <li key={index}>{displayName(note, 600)}</li>
        ))}
      </ul>
    </Notice>
  );
}
