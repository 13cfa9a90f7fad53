import { useRef, useState } from 'react';
import type { ClusterProfile } from '../../../shared/cluster';
import type { ResetPlan } from '../../../shared/reset';
import { resetCommand, resetTools } from '../../../shared/reset-command';
import { resetSummary, type CarriedOutReset } from '../../../shared/reset-summary';
import { Button } from '../../ui/Button';
import { copyText } from '../../ui/copy-text';
import styles from './CopyPlan.module.css';

interface CopyPlanProps {
  readonly plan: ResetPlan;
  /** Null: it was not carried out. */
  readonly done: CarriedOutReset | null;
  readonly cluster: ClusterProfile;
}

type Form = 'command' | 'summary';

/** The plan for elsewhere: as a command of Kafka's own tool, or as a text for the incident's channel. Shown as it is copied. */
export function CopyPlan({ plan, done, cluster }: CopyPlanProps) {
  const [form, setForm] = useState<Form | null>(null);
  const tools = resetTools(plan.groups);
  const text = useRef<HTMLPreElement>(null);
  const show = (next: Form): void => {
    setForm(next);
    requestAnimationFrame(() => text.current !== null && copyText(text.current));
  };
  return (
    <div className={styles.copy}>
      <p className={styles.buttons}>
        <Button small onClick={() => show('command')}>
          Copy as {tools.length === 1 ? tools[0] : 'commands of Kafka’s own tools'}
        </Button>
        <Button small onClick={() => show('summary')}>
          Copy summary for the channel
        </Button>
        {form === null ? null : (
          <>
            <span role="status">Copied.</span>
            <Button small kind="quiet" onClick={() => setForm(null)}>
              Hide
            </Button>
          </>
        )}
      </p>
      {form === null ? null : (
        <pre ref={text} tabIndex={0} aria-label="What was copied" className={`${styles.text} mono`}>
          {form === 'command' ? resetCommand(plan, cluster.bootstrapServers, cluster.commandConfig) : resetSummary(plan, done, cluster.name)}
        </pre>
      )}
    </div>
  );
}
