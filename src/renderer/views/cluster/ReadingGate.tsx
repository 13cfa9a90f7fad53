import type { ReactNode } from 'react';
import { displayName } from '../../../shared/display-name';
import type { Reading } from '../../state/reader';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { Notice } from '../../ui/Notice';

interface ReadingGateProps<Value> {
  readonly reading: Reading<Value>;
  /** Of what, for sentences: `the groups of payments-eu`. */
  readonly what: string;
  readonly children: (value: Value) => ReactNode;
}

/** Shows a reading's value, with a notice when it is not the newest; or why there is none. */
export function ReadingGate<Value>({ reading, what, children }: ReadingGateProps<Value>) {
  const { value, failure, state } = reading;
  const again = <Button small={value !== null} onClick={reading.again}>Read again</Button>;
  if (value === null) {
    if (state === 'loading') return <div role="status" aria-label={`Reading ${displayName(what)}`} />;
    return (
      <EmptyState icon="down" title={`${displayName(capital(what), 200)} could not be read.`} actions={again}>
        {failure === null ? null : <p>{displayName(failure.message, 800)}</p>}
      </EmptyState>
    );
  }
  return (
    <>
      {children(value)}
      {failure === null ? null : (
        <Notice tone="warning" action={again}>
          <b>Not the newest:</b> {displayName(failure.message, 800)}
        </Notice>
      )}
    </>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
