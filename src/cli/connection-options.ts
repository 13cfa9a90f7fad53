import { wholeNumber } from './arguments';
import { UsageError } from './usage';

/** Which cluster: as Kafka's own tools are told, or one that was saved in the window. */
export interface ConnectionOptions {
  readonly bootstrapServer: string | null;
  readonly commandConfig: string | null;
  /** Name (or id) of a saved cluster; then the other two are null. */
  readonly cluster: string | null;
  readonly timeoutMs: number;
}

export const CONNECTION_OPTIONS = {
  'bootstrap-server': { type: 'string' },
  'command-config': { type: 'string' },
  cluster: { type: 'string' },
  timeout: { type: 'string' },
} as const;

/** Throws UsageError. */
export function connectionOf(values: { readonly [Name in keyof typeof CONNECTION_OPTIONS]?: string | undefined }): ConnectionOptions {
  const { cluster } = values;
  const isAddressed = values['bootstrap-server'] !== undefined || values['command-config'] !== undefined;
  if (cluster === undefined && !isAddressed) {
    throw new UsageError('Which cluster? Give --bootstrap-server HOST:PORT (or --command-config with bootstrap.servers in it), or --cluster NAME of a saved one.');
  }
  if (cluster !== undefined && isAddressed) throw new UsageError('Give --cluster, or --bootstrap-server with --command-config, not both: a saved cluster brings its own.');
  return {
    bootstrapServer: values['bootstrap-server'] ?? null,
    commandConfig: values['command-config'] ?? null,
    cluster: cluster ?? null,
    timeoutMs: wholeNumber('timeout', values.timeout, 100, 600_000) ?? 10_000,
  };
}
