import { KafkaFailure } from './errors';

const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'INVALID_CA',
]);
const OUR_CERTIFICATE = /ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_UNKNOWN|CERTIFICATE_EXPIRED|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED)/;

/** TLS errors about a certificate, theirs or ours; null for every other error. */
export function certificateFailure(error: unknown, { address }: { readonly address: string }): KafkaFailure | null {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const make = (message: string, advice: string): KafkaFailure => new KafkaFailure('TLS_CERTIFICATE', message, { advice, retriable: false, cause: error });
  if (UNTRUSTED.has(code)) {
    const how = code.includes('SELF_SIGNED') ? 'is self-signed or comes from an authority of its own' : 'was issued by an authority that is not trusted here';
    return make(`The certificate of ${address} ${how}.`, 'Set ssl.truststore.location (PEM or PKCS12) to the authority’s certificate.');
  }
  if (code === 'CERT_HAS_EXPIRED') return make(`The certificate of ${address} has expired.`, 'Have the broker’s certificate renewed; check the clock of this computer too.');
  if (code === 'CERT_NOT_YET_VALID') return make(`The certificate of ${address} is not valid yet.`, 'Check the clock of this computer.');
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return make(`The certificate of ${address} is for other names: ${names(error)}.`, 'Use one of these names as the host, or have the certificate issued for this one.');
  }
  if (OUR_CERTIFICATE.test(code)) {
    return make(
      `${address} asks for a client certificate and did not accept ${code.includes('REQUIRED') ? 'a connection without one' : 'ours'}.`,
      'Set ssl.keystore.location to a certificate and key that the broker’s truststore knows.',
    );
  }
  return null;
}

function names(error: unknown): string {
  const certificate: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'cert') : null;
  const alternatives: unknown = typeof certificate === 'object' && certificate !== null ? Reflect.get(certificate, 'subjectaltname') : null;
  if (typeof alternatives !== 'string' || alternatives === '') return 'it lists none';
  return alternatives.replace(/(DNS|IP Address):/g, '').slice(0, 300);
}
