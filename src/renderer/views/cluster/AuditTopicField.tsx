import { AUDIT_TOPIC } from '../../../shared/audit';
import { Button } from '../../ui/Button';
import { Input } from '../../ui/Input';
import styles from './ClusterForm.module.css';

interface AuditTopicFieldProps {
  readonly id: string;
  /** Empty: changes are written to the file on this computer only. */
  readonly topic: string;
  readonly onChange: (topic: string) => void;
}

/** A topic of the cluster that its changes are written to as well, so that a team shares one history. */
export function AuditTopicField({ id, topic, onChange }: AuditTopicFieldProps) {
  return (
    <>
      <label htmlFor={id}>Audit topic</label>
      <div className={styles.first}>
        <Input id={id} mono className={styles.grow} maxLength={249} placeholder="none: the file on this computer only" aria-describedby={`${id}-hint`} value={topic} onChange={(event) => onChange(event.currentTarget.value)} />
        {topic === '' ? (
          <Button small onClick={() => onChange(AUDIT_TOPIC)}>
            Use {AUDIT_TOPIC}
          </Button>
        ) : null}
      </div>
      <p id={`${id}-hint`} className={styles.hint}>
        A topic of this cluster that exists. What is meant and what became of it is produced there too; a failure to do so is said and stops nothing.
      </p>
    </>
  );
}
