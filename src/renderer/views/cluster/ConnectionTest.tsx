import type { ConnectionStage } from '../../../shared/contract';
import { displayName } from '../../../shared/display-name';
import { formatAge } from '../../format/format-age';
import { useNow } from '../../state/now';
import styles from './ConnectionTest.module.css';
import { StageLine } from './StageLine';
import type { TestState } from '../../state/use-connection-test';

const STAGE_NAMES: Readonly<Record<ConnectionStage['stage'], string>> = {
  settings: 'Settings',
  dns: 'Name',
  tcp: 'TCP',
  tls: 'TLS',
  'api-versions': 'Kafka',
  sasl: 'Login',
  metadata: 'Metadata',
  brokers: 'Brokers',
  groups: 'Groups',
};

/** How far a connection gets, stage by stage, and what to do where it ends. */
export function ConnectionTest({ state }: { readonly state: TestState }) {
  const now = useNow();
  if (state.kind === 'idle') return null;
  return (
    <section className={styles.test} aria-label="Connection test" aria-live="polite">
      {state.kind === 'running' ? <ul><StageLine outcome="running" name="Testing" text={`${formatAge(now - state.startedAt)} of 10 s at most`} /></ul> : null}
      {state.kind === 'cancelled' ? <p className="dim">Test cancelled.</p> : null}
      {state.kind === 'done' ? (
        <>
          <ul>
            {state.report.stages.map((stage, index) => (
              <StageLine key={index} outcome={stage.outcome} name={STAGE_NAMES[stage.stage]} text={displayName(stage.text, 600)} ms={stage.ms} />
            ))}
          </ul>
          {state.report.ok ? <p className={styles.works}>The connection works.</p> : null}
          {state.report.advice === null ? null : <p>{displayName(state.report.advice, 1_000)}</p>}
        </>
      ) : null}
    </section>
  );
}
