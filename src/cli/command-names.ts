/** What one round, or several, tell of a cluster. */
export const ROUND_COMMANDS = ['groups', 'describe', 'watch', 'rounds'] as const;
/** What may change something, looks into records, or tells of changes. */
const OPERATIONS = ['reset', 'skip', 'undo', 'delete-offsets', 'delete-group', 'rebalance', 'remove-members', 'rebalances', 'records', 'audit'] as const;
export const EVERY_COMMAND: readonly string[] = [...ROUND_COMMANDS, 'assignment', ...OPERATIONS];

export function isOperation(command: string): boolean {
  return OPERATIONS.some((operation) => operation === command);
}
