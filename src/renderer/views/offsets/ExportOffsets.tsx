import { useState } from 'react';
import { displayName } from '../../../shared/display-name';
import { exportOffsets } from '../../state/offsets-files';
import { Button } from '../../ui/Button';
import styles from './ExportOffsets.module.css';

interface ExportOffsetsProps {
  readonly profileId: string;
  readonly groupIds: readonly string[];
  readonly label?: string;
}

/** Writes the committed offsets of groups to a file that Offsight and (as CSV) Kafka's own tool read. */
export function ExportOffsets({ profileId, groupIds, label = 'Export offsets…' }: ExportOffsetsProps) {
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const save = async (form: 'csv' | 'json') => {
    setOpen(false);
    setSaid('Reading the offsets…');
    const saved = await exportOffsets(profileId, groupIds, form);
    setSaid(!saved.ok ? saved.failure.message : saved.value === null ? null : `Saved as ${saved.value}.`);
  };
  return (
    <span className={styles.export}>
      {said === null ? null : (
        <span role="status" className={styles.said} title={displayName(said, 400)}>
          {displayName(said, 200)}
        </span>
      )}
      <Button small aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {label}
      </Button>
      {isOpen ? (
        <>
          <Button small autoFocus title="topic,partition,offset as kafka-consumer-groups.sh reads and writes it" onClick={() => void save('csv')}>
            CSV
          </Button>
          <Button small title="With leader epochs and metadata" onClick={() => void save('json')}>
            JSON
          </Button>
        </>
      ) : null}
    </span>
  );
}
