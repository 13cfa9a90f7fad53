import { useState } from 'react';
import type { AuditedOperation } from '../../../shared/audit';
import { displayName } from '../../../shared/display-name';
import { readOperations, saveText } from '../../state/audit';
import { Button } from '../../ui/Button';
import { auditCsv, auditJsonl } from './audit-export';

const FORMS = { jsonl: auditJsonl, csv: auditCsv } as const;

/** Writes the changes that are listed to a file, with what was meant and what became of each partition. */
export function ExportAudit({ profileId, operations }: { readonly profileId: string; readonly operations: readonly AuditedOperation[] }) {
  const [said, setSaid] = useState('');
  const save = async (form: keyof typeof FORMS) => {
    setSaid('Reading…');
    const read = await readOperations(profileId, { operations });
    const saved = read.ok ? await saveText(`offsight-audit.${form}`, FORMS[form](read.value)) : read;
    setSaid(!saved.ok ? saved.failure.message : saved.value === null ? '' : `Saved as ${saved.value}.`);
  };
  return (
    <>
      <Button small disabled={operations.length === 0} onClick={() => void save('jsonl')}>
        Export JSONL
      </Button>
      <Button small disabled={operations.length === 0} onClick={() => void save('csv')}>
        Export CSV
      </Button>
      {said === '' ? null : <span role="status">{displayName(said, 200)}</span>}
    </>
  );
}
