import { KafkaFailure } from './errors';
import { Reader } from './protocol/reader';

const UNSUPPORTED_SASL_MECHANISM = 33;
const ILLEGAL_SASL_STATE = 34;

/**
 * SaslHandshake Response (Version: 0, 1) => error_code [mechanisms]
 *   error_code => INT16, mechanisms => STRING
 * In place of kafkajs' own, which drops the list of mechanisms from its error and allocates by an unchecked count.
 */
export function parseHandshake(mechanism: string): { decode(bytes: Buffer): unknown; parse(decoded: unknown): unknown } {
  return {
    decode: (bytes) => {
      const reader = new Reader(bytes);
      const errorCode = reader.int16();
      const enabledMechanisms = reader.stringArray(false);
      const asked = mechanism.toUpperCase();
      if (errorCode === ILLEGAL_SASL_STATE) {
        throw new KafkaFailure('SASL_MECHANISM_UNSUPPORTED', 'This listener of the broker takes no SASL authentication.', {
          advice: 'Set security.protocol to PLAINTEXT or SSL, or use the port of a SASL listener.',
          retriable: false,
        });
      }
      if (errorCode === UNSUPPORTED_SASL_MECHANISM || (errorCode === 0 && !enabledMechanisms.includes(asked))) {
        throw new KafkaFailure('SASL_MECHANISM_UNSUPPORTED', `The broker does not offer SASL ${asked}.`, {
          advice: `Set sasl.mechanism to one that it offers: ${enabledMechanisms.join(', ').slice(0, 300) || 'it named none'}.`,
          retriable: false,
        });
      }
      if (errorCode !== 0) throw new KafkaFailure('AUTHENTICATION_FAILED', `The broker refused the SASL handshake with error ${errorCode}.`, { advice: 'See the broker’s log.', retriable: false });
      return { errorCode, enabledMechanisms };
    },
    parse: (decoded) => decoded,
  };
}
