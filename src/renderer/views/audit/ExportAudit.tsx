import { useState } from 'react';
import type { AuditedDetail, AuditedOperation } from '../../../shared/audit';
import { displayName } from '../../../shared/display-name';
import type { Result } from '../../../shared/result';
import { saveText } from '../../state/audit';
import { Button } from '../../ui/Button';
import { auditCsv, auditJsonl } from './audit-export';

const FORMS = { jsonl: auditJsonl, csv: auditCsv } as const;

/** Writes the changes that are listed to a file, with what was meant and what became of each partition. */
export function ExportAudit({ operations, read }: { readonly operations: readonly AuditedOperation[]; readonly read: (operations: readonly AuditedOperation[]) => Promise<Result<readonly AuditedDetail[]>> }) {
  const [said, setSaid] = useState('');
  const save = async (form: keyof typeof FORMS) => {
    setSaid('Reading…');
    const details = await read(operations);
    const saved = details.ok ? await saveText(`offsight-audit.${form}`, FORMS[form](details.value)) : details;
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
