import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

export interface Identity {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

export interface Wish {
  /** DNS names, or IP addresses. */
  readonly names: readonly string[];
  /** Signed by itself if left out. */
  readonly authority?: Identity;
  readonly validUntil?: Date;
}

/** A new key with a certificate. */
export function makeCertificate({ names, authority, validUntil = new Date(Date.now() + 86_400_000) }: Wish): Identity {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = `0${Math.floor(Math.random() * 1e15).toString(16)}`;
  certificate.validity.notBefore = new Date(Date.now() - 7 * 86_400_000);
  certificate.validity.notAfter = validUntil;
  const subject = [{ name: 'commonName', value: names[0] ?? 'authority' }];
  certificate.setSubject(subject);
  certificate.setIssuer(authority === undefined ? subject : forge.pki.certificateFromPem(authority.cert).subject.attributes);
  const isAddress = (name: string): boolean => /^[\d.]+$/.test(name);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: authority === undefined },
    ...(names.length === 0 ? [] : [{ name: 'subjectAltName', altNames: names.map((name) => (isAddress(name) ? { type: 7, ip: name } : { type: 2, value: name })) }]),
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(authority?.key ?? privateKey), forge.md.sha256.create());
  return { cert: forge.pki.certificateToPem(certificate), key: privateKey };
}
