import { useState } from 'react';
import type { GroupDetail } from '../../../shared/group';
import { displayName } from '../../../shared/display-name';
import { saveText } from '../../state/audit';
import { Button } from '../../ui/Button';
import { assignmentCsv } from './assignment-csv';

/** Writes who owns what to a file, with lag. */
export function ExportAssignment({ detail }: { readonly detail: GroupDetail }) {
  const [said, setSaid] = useState('');
  const save = async () => {
    const saved = await saveText('assignment.csv', assignmentCsv(detail));
    setSaid(!saved.ok ? saved.failure.message : saved.value === null ? '' : `Saved as ${saved.value}.`);
  };
  return (
    <>
      {said === '' ? null : <span role="status">{displayName(said, 120)}</span>}
      <Button small onClick={() => void save()}>
        Export CSV
      </Button>
    </>
  );
}
