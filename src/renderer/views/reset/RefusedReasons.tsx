import { useMemo, useState, type ReactNode } from 'react';
import { displayName } from '../../../shared/display-name';
import type { Failure } from '../../../shared/failure';
import { foldedText } from '../../../shared/fold-failures';
import { formatCount } from '../../../shared/text';
import { Button } from '../../ui/Button';
import { Name } from '../../ui/Name';
import { Notice } from '../../ui/Notice';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable';

interface RefusedReasonsProps {
  /** What was not done, as a sentence. */
  readonly what: string;
  readonly failures: readonly Failure[];
  readonly action: ReactNode;
}

const MOST_KINDS = 4;
const COLUMNS: readonly TableColumn<'scope' | 'why'>[] = [
  { id: 'scope', label: 'Of', width: 180, grows: 1, gives: 0 },
  { id: 'why', label: 'Why', width: 320, grows: 4, gives: 0 },
];

/** Why nothing was done: in few sentences, as there may be one for each partition, and all of them when somebody asks. */
export function RefusedReasons({ what, failures, action }: RefusedReasonsProps) {
  const [isWhole, setWhole] = useState(false);
  const { text, isAll } = useMemo(() => foldedText(failures, MOST_KINDS), [failures]);
  const rows = useMemo(() => failures.map((_, index) => index), [failures]);
  return (
    <>
      <Notice
        tone="critical"
        action={
          <>
            {isAll ? null : (
              <Button small aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
                {isWhole ? 'Hide them' : `Show all ${formatCount(failures.length)}`}
              </Button>
            )}{' '}
            {action}
          </>
        }
      >
        {what} {displayName(text, 2_000)}
      </Notice>
      {isWhole ? (
        <VirtualTable
          label="Reasons"
          columns={COLUMNS}
          rows={rows}
          orderKey={String(rows.length)}
          cell={(row, column) => {
            const failure = failures[row];
            if (failure === undefined) return null;
            return column === 'scope' ? <Name text={failure.scope} /> : <span title={displayName(failure.message, 600)}>{displayName(failure.message, 300)}</span>;
          }}
          empty=""
        />
      ) : null}
    </>
  );
}
