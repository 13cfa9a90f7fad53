import { useState } from 'react';
import { displayName } from '../../../shared/display-name';
import { formatCounted } from '../../../shared/text';
import type { WhatIf } from '../../../shared/what-if';
import { Button } from '../../ui/Button';
import styles from './WhatIf.module.css';

/** How long what stands still does, and what the picture rests on: the first sentences, and all of them on demand. */
export function WhatIfNotes({ answer: { how, outlook, restarts, unique, notes } }: { readonly answer: WhatIf }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={`${styles.notes} ${isOpen ? styles.open : ''}`}>
      <p className={styles.how}>
        {unique ? null : <b>One of several equally good pictures. </b>}
        {restarts === null ? null : `${restarts.text} `}{how} {outlook}
      </p>
      {notes.length === 0 ? null : (
        <Button small kind="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Less' : `${formatCounted(notes.length, 'note')}…`}
        </Button>
      )}
      {isOpen ? (
        <ul className={styles.noteList}>
          {notes.map((note) => (
            <li key={note}>
              <bdi>{displayName(note, 700)}</bdi>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
