import { AuditLog } from '../../src/main/operations/journal/audit-log';

// Appends lines to an audit file as fast as it can. Arguments: the file, how many lines, bytes of each. Prints how many it wrote and why it stopped.

const [, , path = '', count = '0', bytes = '10'] = process.argv;
const audit = new AuditLog(path);
let written = 0;
let stoppedBy: string | null = null;
try {
  for (; written < Number(count); written += 1) audit.append({ kind: 'intent', operationId: `${process.pid}-${written}`, text: 'x'.repeat(Number(bytes)) });
} catch (error) {
  stoppedBy = error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
process.stdout.write(`${JSON.stringify({ written, stoppedBy })}\n`);
