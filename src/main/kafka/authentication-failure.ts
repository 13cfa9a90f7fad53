import { KafkaFailure } from './errors';

/** What the SASL exchange rejected with. Never carries the password; a broker's own words are cut to 300 characters. */
export function authenticationFailure(error: unknown, { address }: { readonly address: string }): KafkaFailure {
  if (error instanceof KafkaFailure) return error;
  const text = (error instanceof Error ? error.message : String(error)).replace(/^SASL \S+( \S+)? authentication failed: /, '').slice(0, 300);
  if (error instanceof Error && error.name === 'KafkaJSServerDoesNotSupportApiKey') {
    return new KafkaFailure('SASL_MECHANISM_UNSUPPORTED', `${address} does not offer SASL.`, {
      advice: 'Set security.protocol to PLAINTEXT or SSL, or use the port of a SASL listener.',
      retriable: false,
    });
  }
  return new KafkaFailure('AUTHENTICATION_FAILED', `${address} did not accept the credentials: ${text || 'no reason given'}.`.replace(/\.+$/, '.'), {
    advice: 'Check user name and password in sasl.jaas.config. Offsight tries again when they change; unchanged ones it tries once in five minutes, so that the account is not locked.',
    retriable: false,
    cause: error,
  });
}
