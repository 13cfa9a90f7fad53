import { displayName } from '../../../shared/display-name';
import { startEngineAgain, useEngine } from '../../state/engine';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';

/** Shown while the part that talks to Kafka is not running. */
export function EngineNotice() {
  const engine = useEngine();
  if (engine.state === 'running') return null;
  return (
    <Notice tone={engine.state === 'failed' ? 'critical' : 'warning'} action={engine.state === 'failed' ? <Button small onClick={startEngineAgain}>Start it again</Button> : undefined}>
      <b>{engine.state === 'failed' ? 'The part of Offsight that talks to Kafka stopped and could not be started.' : 'The part of Offsight that talks to Kafka stopped and is starting again.'}</b>{' '}
      {engine.text === null ? '' : displayName(engine.text, 600)} Figures on screen are the last ones read.
    </Notice>
  );
}
