import { useState } from 'react';
import { displayName } from '../../../shared/display-name';
import { formatCounted } from '../../../shared/text';
import { openOffsetsFile, readOffsetsText } from '../../state/offsets-files';
import { Button } from '../../ui/Button';
import styles from './TargetChoice.module.css';
import type { TargetDraft } from './target-draft';

interface FileTargetProps {
  readonly file: TargetDraft['file'];
  /** Null: what was read before does not count any more. */
  readonly onRead: (file: TargetDraft['file']) => void;
}

/** Offsets from a file or from pasted text, as Kafka's own tool and ours write them. */
export function FileTarget({ file, onRead }: FileTargetProps) {
  const [pasted, setPasted] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (reading: ReturnType<typeof openOffsetsFile>) => {
    const read = await reading;
    setProblem(read.ok ? null : read.failure.message);
    if (!read.ok) onRead(null);
    else if (read.value !== null) {
      onRead(read.value);
      setPasted(null);
    }
  };
  return (
    <>
      <span className={styles.line}>
        <Button small onClick={() => void take(openOffsetsFile())}>
          Choose a file…
        </Button>
        <Button small kind="quiet" aria-expanded={pasted !== null} onClick={() => setPasted(pasted === null ? '' : null)}>
          Paste text
        </Button>
      </span>
      {pasted === null ? null : (
        <>
          <textarea className={`${styles.area} mono`} aria-label="Offsets as text" rows={3} spellCheck={false} placeholder={'orders,0,18232\norders,1,17004'} value={pasted} onChange={(event) => setPasted(event.currentTarget.value)} />
          <span className={styles.line}>
            <Button small disabled={pasted.trim() === ''} onClick={() => void take(readOffsetsText('pasted text', pasted))}>
              Read it
            </Button>
          </span>
        </>
      )}
      {problem === null ? (
        <p className={styles.hint}>{file === null ? 'topic,partition,offset, or with the group before them; no header is needed.' : `${displayName(file.name, 60)}: ${formatCounted(file.offsets.length, 'offset')}.`}</p>
      ) : (
        <p className={styles.problem} role="alert">
          {displayName(problem, 400)}
        </p>
      )}
    </>
  );
}
