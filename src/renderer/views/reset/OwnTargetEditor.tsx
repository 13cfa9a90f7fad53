import { useState } from 'react';
import type { OwnTarget } from '../../../shared/reset';
import { Button } from '../../ui/Button';
import { Input } from '../../ui/Input';
import styles from './OwnTargetEditor.module.css';
import { FIELDS, OWN_KINDS, readOwnTarget, type OwnKind } from './target-draft';

interface OwnTargetEditorProps {
  /** Of the partition, as it may be shown. */
  readonly name: string;
  readonly target: OwnTarget['target'] | null;
  /** Null: none of its own any more. */
  readonly onSet: (target: OwnTarget['target'] | null) => void;
  readonly onClose: () => void;
}

/** Where one partition goes that is to go elsewhere than the others. */
export function OwnTargetEditor({ name, target, onSet, onClose }: OwnTargetEditorProps) {
  const [kind, setKind] = useState<OwnKind>(target?.kind ?? 'to-offset');
  const [text, setText] = useState(target?.kind === 'to-offset' ? String(target.offset) : target?.kind === 'shift-by' ? String(target.by) : '');
  const field = FIELDS[kind];
  const outcome = readOwnTarget(kind, text);
  return (
    <form
      className={styles.editor}
      aria-label={`Own target of ${name}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (outcome.target !== null) onSet(outcome.target);
      }}
    >
      <p className="cut">
        <b>{name}</b> goes
      </p>
      <span className={styles.line}>
        <select autoFocus aria-label="Its target" className={styles.select} value={kind} onChange={(event) => setKind(OWN_KINDS.find((each) => each === event.currentTarget.value) ?? 'to-offset')}>
          {OWN_KINDS.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
        {field === null ? null : <Input mono aria-label={field.label} aria-invalid={text !== '' && outcome.problem !== null} placeholder={field.placeholder} value={text} onChange={(event) => setText(event.target.value)} />}
      </span>
      {text === '' || outcome.problem === null ? null : <p className={styles.problem}>{outcome.problem}</p>}
      <span className={styles.line}>
        <Button small kind="primary" type="submit" disabled={outcome.target === null}>
          Set
        </Button>
        {target === null ? null : (
          <Button small onClick={() => onSet(null)}>
            Clear
          </Button>
        )}
        <Button small kind="quiet" onClick={onClose}>
          Close
        </Button>
      </span>
    </form>
  );
}
