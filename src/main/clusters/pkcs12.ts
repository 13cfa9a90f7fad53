/**
 * The certificates of a PKCS12 trust store, as PEM. Node opens PKCS12 only with a private key in it. Rejects with an
 * Error for a wrong password or a file that is no PKCS12. The library is loaded when needed only.
 */
export async function readPkcs12Certificates(bytes: Uint8Array, password: string): Promise<string> {
  const { default: forge } = await import('node-forge');
  const der = forge.util.createBuffer(Buffer.from(bytes).toString('binary'));
  const store = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(der), password);
  const bags = store.getBags({ bagType: forge.pki.oids['certBag'] ?? '' })[forge.pki.oids['certBag'] ?? ''] ?? [];
  const certificates = bags.map(({ asn1, cert }) => {
    // Elliptic keys are unknown to the library, which then keeps the certificate as ASN.1.
    const content = cert === undefined || cert === null ? asn1 : forge.pki.certificateToAsn1(cert);
    return pem(Buffer.from(forge.asn1.toDer(content).getBytes(), 'binary'));
  });
  if (certificates.length === 0) throw new Error('There is no certificate in it');
  return certificates.join('');
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
