import { useState } from 'react';
import type { GroupDetail } from '../../../shared/group';
import { displayName } from '../../../shared/display-name';
import { NO_CHANGE, type AskedWhatIf } from '../../state/what-if';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { Segmented } from '../../ui/Segmented';
import styles from './WhatIf.module.css';
import { mostLagText, skewText, whatIfSentence } from './what-if-words';
import { WhatIfControls } from './WhatIfControls';
import { WhatIfNotes } from './WhatIfNotes';
import { WhatIfTable } from './WhatIfTable';

interface WhatIfTabProps {
  readonly detail: GroupDetail;
  readonly asked: AskedWhatIf;
  /** Ready for the screen: of the group's members by index, and of the answer's. */
  readonly memberNames: readonly string[];
  readonly names: readonly string[];
}

const BY = [
  { value: 'members', label: 'Members' },
  { value: 'hosts', label: 'Hosts' },
] as const;

/** What is asked, what it comes to in words, and what each member would have. Nothing of it is done. */
export function WhatIfTab({ detail, asked, memberNames, names }: WhatIfTabProps) {
  const { answer, failure, change, isWaiting, ask, again } = asked;
  const [by, setBy] = useState<'members' | 'hosts'>('members');
  const lag = answer === null ? null : mostLagText(answer, names);
  return (
    <div className={styles.tab} aria-busy={isWaiting}>
      {failure?.code === 'NOT_APPLICABLE' ? null : (
        <WhatIfControls
          detail={detail}
          names={memberNames}
          change={change}
          onChange={ask}
          onAsItIs={() => {
            ask(NO_CHANGE);
            again();
          }}
        />
      )}
      {failure === null ? null : (
        <Notice tone="plain" icon="unknown" action={<Button small onClick={again}>Ask again</Button>}>
          {displayName(failure.message, 600)}
        </Notice>
      )}
      {answer === null ? null : (
        <>
          <div className={styles.said} role="status">
            <span className={styles.by}>
              <Segmented label="Listed by" options={BY} value={by} onChange={setBy} />
            </span>
            <p>
              <b>{whatIfSentence(answer)}</b> <bdi>{skewText(answer)}{lag === null ? '' : `; ${lag}`}.</bdi> <span className="dim">A computation; changes nothing.</span>
            </p>
            <WhatIfNotes answer={answer} />
          </div>
          <div className={styles.list}>
            <WhatIfTable answer={answer} names={names} by={by} />
          </div>
        </>
      )}
    </div>
  );
}
