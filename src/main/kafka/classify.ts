import { KafkaFailure } from './errors';
import { certificateFailure } from './certificate-failure';
import type { FrameViolation } from './frame-guard';

/** How far a connection had come. `ready` = versions known and, where asked for, authenticated. */
export type ConnectionPhase = 'lookup' | 'tcp' | 'tls' | 'api-versions' | 'sasl' | 'ready';

/** What was attempted when it went wrong. */
export interface Attempt {
  /** `host:port`, with brackets around IPv6. */
  readonly address: string;
  readonly phase: ConnectionPhase;
  /** Whether our settings say TLS, and SASL. */
  readonly tls: boolean;
  readonly sasl: boolean;
  /** Whether the broker answered anything but ApiVersions and SASL on this connection. */
  readonly answered: boolean;
}

/** An `error` of Node's socket. Never puts its text into a message as it is, unless nothing better is known. */
export function socketFailure(error: unknown, attempt: Attempt): KafkaFailure {
  const { address, phase } = attempt;
  const code = textOf(error, 'code');
  const certificate = certificateFailure(error, attempt);
  if (certificate !== null) return certificate;
  if (phase === 'lookup' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_FAIL') return nameFailure(address, code);
  if (code === 'ECONNREFUSED') {
    return new KafkaFailure('UNREACHABLE_REFUSED', `${address} refused the connection: nothing listens on that port.`, {
      advice: 'Check host and port, and that the broker runs.',
      cause: error,
    });
  }
  if (phase === 'tcp') {
    const why = code === 'ETIMEDOUT' ? 'did not answer' : `cannot be reached (${code || textOf(error, 'message')})`;
    return new KafkaFailure('UNREACHABLE_TIMEOUT', `${address} ${why}.`, { advice: NETWORK_ADVICE, cause: error });
  }
  if (phase === 'tls') return tlsFailure(error, attempt);
  if (attempt.tls && code.startsWith('ERR_SSL')) return tlsFailure(error, attempt);
  return closedFailure(attempt, error);
}

/** The other side closed the connection. */
export function closedFailure(attempt: Attempt, cause?: unknown): KafkaFailure {
  const { address, phase, tls, sasl, answered } = attempt;
  if (phase === 'tls') return tlsFailure(cause ?? new Error('closed'), attempt);
  if (phase === 'api-versions') {
    return new KafkaFailure('NOT_KAFKA', `${address} closed the connection at the first Kafka request.`, {
      advice: tls ? 'Check that this is a Kafka port.' : 'Check that this is a Kafka port. If it speaks TLS, set security.protocol to SSL or SASL_SSL.',
      cause,
    });
  }
  if (phase === 'sasl') {
    return new KafkaFailure('CLOSED', `${address} closed the connection during authentication.`, { advice: 'Check user name and password, and the broker’s log.', cause });
  }
  if (!answered && !sasl) {
    return new KafkaFailure('CREDENTIALS_MISSING', `${address} is Kafka, but closed the connection at the first request after the greeting.`, {
      advice: 'Its listener most likely wants authentication: set security.protocol to SASL_PLAINTEXT or SASL_SSL, with sasl.mechanism and sasl.jaas.config.',
      cause,
    });
  }
  return new KafkaFailure('CLOSED', `${address} closed the connection.`, { cause });
}

/** Nothing came within `ms` milliseconds. */
export function silenceFailure(attempt: Attempt, ms: number): KafkaFailure {
  const { address, phase, tls } = attempt;
  const within = `within ${ms} ms`;
  switch (phase) {
    case 'lookup':
      return new KafkaFailure('UNREACHABLE_NAME', `The name in ${address} was not resolved ${within}.`, { advice: 'Check the name, the VPN and the DNS server.' });
    case 'tcp':
      return new KafkaFailure('UNREACHABLE_TIMEOUT', `${address} did not accept a connection ${within}.`, { advice: NETWORK_ADVICE });
    case 'tls':
      return new KafkaFailure('SILENT', `${address} accepted the connection but did not answer the TLS handshake ${within}.`, {
        advice: 'Check that this port speaks TLS; if it does not, set security.protocol to PLAINTEXT or SASL_PLAINTEXT.',
      });
    case 'api-versions':
      return new KafkaFailure('SILENT', `${address} accepted the connection but did not answer a Kafka request ${within}.`, {
        advice: tls ? 'Check that this is a Kafka port and that the broker is not hanging.' : 'Check that this is a Kafka port, that it is not a TLS port, and that the broker is not hanging.',
      });
    case 'sasl':
      return new KafkaFailure('SILENT', `${address} did not finish the authentication ${within}.`, { advice: 'Check the broker and the directory it asks for passwords.' });
    case 'ready':
      return new KafkaFailure('SILENT', `${address} stopped answering: nothing came ${within}.`, { advice: 'Check the broker and the network; Offsight connects again by itself.' });
  }
}

/** Bytes that are no Kafka frames. */
export function frameFailure(violation: FrameViolation, attempt: Attempt): KafkaFailure {
  const { address } = attempt;
  switch (violation.kind) {
    case 'http':
      return new KafkaFailure('NOT_KAFKA_HTTP', `${address} is an HTTP server, not a Kafka broker.`, {
        advice: 'Use the port of the broker’s Kafka listener, often 9092 to 9094; a proxy or captive portal can also answer like this.',
        retriable: false,
      });
    case 'tls':
      return tlsExpectedFailure(attempt);
    case 'text':
      return new KafkaFailure('NOT_KAFKA', `${address} is not a Kafka broker: it answered with the text “${violation.evidence}”.`, { advice: 'Check host and port.', retriable: false });
    case 'length':
      return new KafkaFailure('BAD_FRAME', `${address} announced an answer of ${violation.evidence} bytes, which no broker sends. The connection was closed.`, {
        advice: 'Check that this is a Kafka port and that nothing between garbles the connection.',
      });
    case 'correlation':
      return new KafkaFailure('BAD_FRAME', `${address} sent an answer to a request that was not made (number ${violation.evidence}). The connection was closed.`, {
        advice: 'Check that this is a Kafka port and that no proxy mixes up connections.',
      });
  }
}

export function tlsExpectedFailure({ address }: Pick<Attempt, 'address'>): KafkaFailure {
  return new KafkaFailure('TLS_EXPECTED', `${address} speaks TLS, and was spoken to in plain text.`, { advice: 'Set security.protocol to SSL or SASL_SSL.', retriable: false });
}

const NETWORK_ADVICE = 'Check host and port, and the network between: VPN, firewall, security group.';

function nameFailure(address: string, code: string): KafkaFailure {
  const again = code === 'EAI_AGAIN';
  return new KafkaFailure('UNREACHABLE_NAME', again ? `The name in ${address} cannot be resolved: the DNS server does not answer.` : `The name in ${address} is not known.`, {
    advice: again ? 'Check the network, the VPN and the DNS server.' : 'Check its spelling; a name inside a VPN or a Kubernetes cluster is only known there.',
  });
}

function tlsFailure(cause: unknown, { address }: Attempt): KafkaFailure {
  const code = textOf(cause, 'code');
  if (code.includes('ALERT') || code.includes('NO_CIPHERS') || code.includes('UNSUPPORTED_PROTOCOL')) {
    return new KafkaFailure('TLS_REFUSED', `${address} refused the TLS handshake (${code}).`, {
      advice: 'Compare ssl.protocol and ssl.cipher.suites of the broker with a current TLS client, and whether it wants a client certificate.',
      cause,
    });
  }
  return new KafkaFailure('TLS_NOT_SPOKEN', `${address} does not speak TLS.`, {
    advice: 'Use the TLS port of the broker, or set security.protocol to PLAINTEXT or SASL_PLAINTEXT.',
    cause,
  });
}

function textOf(error: unknown, key: 'code' | 'message'): string {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : '';
}
