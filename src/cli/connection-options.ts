import { wholeNumber } from './arguments';
import { UsageError } from './usage';

/** Which cluster, as Kafka's own tools are told. */
export interface ConnectionOptions {
  readonly bootstrapServer: string | null;
  readonly commandConfig: string | null;
  readonly timeoutMs: number;
}

export const CONNECTION_OPTIONS = {
  'bootstrap-server': { type: 'string' },
  'command-config': { type: 'string' },
  timeout: { type: 'string' },
} as const;

/** Throws UsageError. */
export function connectionOf(values: { readonly [Name in keyof typeof CONNECTION_OPTIONS]?: string | undefined }): ConnectionOptions {
  if (values['bootstrap-server'] === undefined && values['command-config'] === undefined) {
    throw new UsageError('Which cluster? Give --bootstrap-server HOST:PORT (or --command-config with bootstrap.servers in it).');
  }
  return {
    bootstrapServer: values['bootstrap-server'] ?? null,
    commandConfig: values['command-config'] ?? null,
    timeoutMs: wholeNumber('timeout', values.timeout, 100, 600_000) ?? 10_000,
  };
}
