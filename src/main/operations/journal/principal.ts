import { X509Certificate } from 'node:crypto';
import type { ConnectionSettings } from '../../kafka/settings';

/** Whom Kafka sees, as configured: the SASL user name, else the subject of the client certificate. Null: nobody, or it is not to be told (a token, a key store). */
export function principalOf({ sasl, tls }: Pick<ConnectionSettings, 'sasl' | 'tls'>): string | null {
  if (sasl !== null) return sasl.mechanism === 'oauthbearer' ? null : sasl.username;
  if (tls?.certificate == null) return null;
  try {
    return new X509Certificate(tls.certificate).subject.split('\n').join(', ');
  } catch {
    return null; // a certificate that Node cannot read is the connection's to complain about
  }
}
