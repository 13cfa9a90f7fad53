import { displayName } from '../../../shared/display-name';
import { startDemo, useDemo } from '../../state/settings';
import { Button } from '../../ui/Button';
import { StageLine } from '../cluster/StageLine';
import styles from './DemoOffer.module.css';

/** Real brokers and consumers on this machine, for a look around; or why there is no such offer. */
export function DemoOffer() {
  const demo = useDemo();
  if (demo === null) return null;
  const text = demo.text === null ? null : displayName(demo.text, 600);
  return (
    <section className={styles.demo} aria-label="Demo">
      {demo.state === 'absent' ? <p className="sec">No demo here. {text}</p> : null}
      {demo.state === 'running' ? <p className="sec">The demo is running. {text}</p> : null}
      {demo.state === 'idle' || demo.state === 'failed' ? (
        <div className={styles.line}>
          <Button onClick={startDemo}>{demo.state === 'failed' ? 'Try the demo again' : 'Try the demo'}</Button>
          <span className="sec">two local clusters with real consumers that lag, rebalance and stall</span>
        </div>
      ) : null}
      <ul role="status">
        {demo.state === 'starting' ? <StageLine outcome="running" name="Demo" text={text ?? 'starting…'} /> : null}
        {demo.state === 'failed' ? <StageLine outcome="failed" name="Demo" text={text ?? 'It did not start.'} /> : null}
      </ul>
    </section>
  );
}
