import { expect, test } from 'vitest';
import { closedFailure, silenceFailure, socketFailure, type Attempt } from '../../../src/main/kafka/classify';

const attempt = (changes: Partial<Attempt>): Attempt => ({ address: 'kafka-1:9092', phase: 'ready', tls: false, sasl: false, answered: true, ...changes });
const error = (code: string, message = 'secret text of the system'): Error => Object.assign(new Error(message), { code });

test.each([
  ['ENOTFOUND', { phase: 'lookup' }, 'UNREACHABLE_NAME'],
  ['EAI_AGAIN', { phase: 'lookup' }, 'UNREACHABLE_NAME'],
  ['ECONNREFUSED', { phase: 'tcp' }, 'UNREACHABLE_REFUSED'],
  ['EHOSTUNREACH', { phase: 'tcp' }, 'UNREACHABLE_TIMEOUT'],
  ['ENETUNREACH', { phase: 'tcp' }, 'UNREACHABLE_TIMEOUT'],
  ['ETIMEDOUT', { phase: 'tcp' }, 'UNREACHABLE_TIMEOUT'],
  ['EPROTO', { phase: 'tls', tls: true }, 'TLS_NOT_SPOKEN'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', { phase: 'tls', tls: true }, 'TLS_NOT_SPOKEN'],
  ['ECONNRESET', { phase: 'tls', tls: true }, 'TLS_NOT_SPOKEN'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', { phase: 'tls', tls: true }, 'TLS_REFUSED'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', { phase: 'api-versions', tls: true }, 'TLS_CERTIFICATE'],
  ['SELF_SIGNED_CERT_IN_CHAIN', { phase: 'tls', tls: true }, 'TLS_CERTIFICATE'],
  ['CERT_HAS_EXPIRED', { phase: 'tls', tls: true }, 'TLS_CERTIFICATE'],
  ['ECONNRESET', { phase: 'api-versions' }, 'NOT_KAFKA'],
  ['ECONNRESET', { phase: 'sasl', sasl: true }, 'CLOSED'],
  ['ECONNRESET', { phase: 'ready', answered: false }, 'CREDENTIALS_MISSING'],
  ['ECONNRESET', { phase: 'ready', answered: false, sasl: true }, 'CLOSED'],
  ['ECONNRESET', { phase: 'ready' }, 'CLOSED'],
  ['ETIMEDOUT', { phase: 'ready' }, 'CLOSED'],
] as const)('%s %j is %s', (code, changes, expected) => {
  const failure = socketFailure(error(code), attempt(changes));
  expect(failure.code).toBe(expected);
  expect(failure.message).toMatch(/kafka-1:9092/);
  expect(failure.message).not.toContain('secret text');
});

test('what is silent says at which step, and in which time', () => {
  const phases = ['lookup', 'tcp', 'tls', 'api-versions', 'sasl', 'ready'] as const;
  const failures = phases.map((phase) => silenceFailure(attempt({ phase }), 5_000));
  expect(failures.map(({ code }) => code)).toEqual(['UNREACHABLE_NAME', 'UNREACHABLE_TIMEOUT', 'SILENT', 'SILENT', 'SILENT', 'SILENT']);
  expect(new Set(failures.map(({ message }) => message)).size).toBe(6);
  failures.forEach(({ message, advice }) => expect([message, advice]).toEqual([expect.stringContaining('within 5000 ms'), expect.any(String)]));
});

test('a greeting that is cut off in plain text suggests TLS', () => {
  expect(closedFailure(attempt({ phase: 'api-versions' })).advice).toContain('security.protocol to SSL');
});
