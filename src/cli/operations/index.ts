import { openJournal } from '../../main/operations/journal/journal';
import { displayName } from '../../shared/display-name';
import { dataDirectory } from '../data-directory';
import { runRebalance, runRemoveMembers } from '../members/command';
import { runRebalances } from '../members/history';
import { UsageError } from '../usage';
import { runAudit } from './audit';
import type { WithClient } from './context';
import { runDelete } from './delete';
import { runRecords } from './records';
import { runReset } from './reset';
import { runSkip } from './skip';
import { runUndo } from './undo';

/** Runs a command that may change something, or looks into records. Throws UsageError. Resolves with the exit status. */
export async function runOperation(command: string, args: readonly string[], withClient: WithClient): Promise<number> {
  const directory = dataDirectory();
  const context = { journal: openJournal(directory), withClient };
  switch (command) {
    case 'reset':
      return runReset(args, context);
    case 'skip':
      return runSkip(args, context);
    case 'undo':
      return runUndo(args, context);
    case 'delete-group':
    case 'delete-offsets':
      return runDelete(command, args, context);
    case 'rebalance':
      return runRebalance(args, context);
    case 'remove-members':
      return runRemoveMembers(args, context);
    case 'rebalances':
      return runRebalances(args, context);
    case 'records':
      return runRecords(args, context);
    case 'audit':
      return runAudit(args, context);
    default:
      throw new UsageError(`“${displayName(command, 80)}” is not a command.`);
  }
}
