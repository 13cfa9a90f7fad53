import { useId, useState, type FormEvent, type KeyboardEvent } from 'react';
import { ENVIRONMENTS, type Environment } from '../../../shared/cluster';
import type { ClusterSettings } from '../../../shared/contract';
import { formatDuration } from '../../../shared/text';
import { chooseCommandConfig } from '../../state/cluster-actions';
import { Button } from '../../ui/Button';
import { ENVIRONMENT_LABELS } from '../../ui/EnvironmentTag';
import { Input } from '../../ui/Input';
import { Segmented } from '../../ui/Segmented';
import { AuditTopicField } from './AuditTopicField';
import styles from './ClusterForm.module.css';
import { bootstrapProblem, defaultName, guessEnvironment, tidyServers } from './connection-form';
import { ConnectionTest } from './ConnectionTest';
import { intervalsWith } from './IntervalChoice';
import { useConnectionTest } from '../../state/use-connection-test';

interface ClusterFormProps {
  /** Null for a new cluster. */
  readonly initial: ClusterSettings | null;
  readonly submitLabel: string;
  /** Returns why it did not work, or null. */
  readonly onSubmit: (settings: ClusterSettings) => Promise<string | null>;
  /** Leaves without saving: a button, and Esc in any field. Null: there is nowhere to go. */
  readonly onCancel: (() => void) | null;
}

/** The settings of a connection, with a test that can be cancelled at any moment. */
export function ClusterForm({ initial, submitLabel, onSubmit, onCancel }: ClusterFormProps) {
  const ids = useId();
  const test = useConnectionTest();
  const [servers, setServers] = useState(initial?.bootstrapServers ?? '');
  const [name, setName] = useState(initial?.name ?? '');
  const [chosenEnvironment, setEnvironment] = useState<Environment | null>(initial?.environment ?? null);
  const [commandConfig, setCommandConfig] = useState(initial?.commandConfig ?? null);
  const [auditTopic, setAuditTopic] = useState(initial?.auditTopic ?? '');
  const [intervalMs, setIntervalMs] = useState(initial?.intervalMs ?? 5_000);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const environment = chosenEnvironment ?? guessEnvironment(servers);
  const wrongServers = bootstrapProblem(servers);
  const settings: ClusterSettings = { name: name.trim() === '' ? defaultName(servers) : name.trim(), environment, bootstrapServers: tidyServers(servers), commandConfig, intervalMs, auditTopic: auditTopic.trim() === '' ? null : auditTopic.trim() };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(wrongServers);
    if (wrongServers !== null || isBusy) return;
    setIsBusy(true);
    const failure = await onSubmit(settings).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    setIsBusy(false);
    setProblem(failure);
  };
  const runTest = () => {
    setProblem(wrongServers);
    if (wrongServers === null) test.run(settings);
  };
  const cancelByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || onCancel === null) return;
    event.preventDefault();
    event.stopPropagation();
    onCancel();
  };
  const submit = (
    <Button kind="primary" type="submit" disabled={isBusy}>
      {submitLabel}
    </Button>
  );
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)} onKeyDown={cancelByKey}>
      <label htmlFor={`${ids}servers`}>Bootstrap servers</label>
      <div className={styles.first}>
        <Input
          id={`${ids}servers`} mono autoFocus={initial === null} className={styles.grow} placeholder="broker-1:9093" value={servers} aria-invalid={problem !== null} aria-describedby={`${ids}problem`}
          onChange={(event) => {
            setServers(event.currentTarget.value);
            setProblem(null);
          }}
        />
        {initial === null ? submit : null}
      </div>
      <p id={`${ids}problem`} className={problem === null ? styles.hint : styles.problem} role={problem === null ? undefined : 'alert'}>
        {problem ?? 'One or more of host:port, separated by commas.'}
      </p>

      <label htmlFor={`${ids}name`}>Name</label>
      <Input id={`${ids}name`} maxLength={80} placeholder={servers.trim() === '' ? 'as you call it' : defaultName(servers)} value={name} onChange={(event) => setName(event.currentTarget.value)} />

      <span>Environment</span>
      <div className={styles.line}>
        <Segmented<Environment> label="Environment" value={environment} onChange={setEnvironment} options={ENVIRONMENTS.map((each) => ({ value: each, label: ENVIRONMENT_LABELS[each] }))} />
        {chosenEnvironment === null && servers.trim() !== '' ? <span className="dim">guessed</span> : null}
      </div>

      <span>TLS and login</span>
      <div className={styles.line}>
        {commandConfig === null ? <span className="sec">none: plain text</span> : <span className={`mono cut ${styles.grow}`} title={commandConfig}>{commandConfig}</span>}
        <Button
          small
          onClick={() => {
            void chooseCommandConfig().then((chosen) => {
              if (!chosen.ok) setProblem(chosen.failure.message);
              else if (chosen.value !== null) setCommandConfig(chosen.value);
            });
          }}
        >
          Choose client.properties…
        </Button>
        {commandConfig === null ? null : (
          <Button small kind="quiet" onClick={() => setCommandConfig(null)}>
            Use none
          </Button>
        )}
      </div>
      <p className={styles.hint}>The file that Kafka&apos;s own tools take by --command-config. It is read at each connect and never copied.</p>

      <label htmlFor={`${ids}interval`}>Read every</label>
      <select id={`${ids}interval`} className={styles.select} value={intervalMs} onChange={(event) => setIntervalMs(Number(event.currentTarget.value))}>
        {intervalsWith(intervalMs).map((each) => (
          <option key={each} value={each}>
            {formatDuration(each)}
          </option>
        ))}
      </select>

      {initial === null ? null : <AuditTopicField id={`${ids}audit`} topic={auditTopic} onChange={setAuditTopic} />}

      <div className={styles.actions}>
        {initial === null ? null : submit}
        {test.state.kind === 'running' ? <Button onClick={test.cancel}>Cancel the test</Button> : <Button onClick={runTest}>Test connection</Button>}
        {onCancel === null ? null : <Button onClick={onCancel}>Cancel</Button>}
      </div>
      <div className={styles.test}>
        <ConnectionTest state={test.state} />
      </div>
    </form>
  );
}
