import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { javaTool } from '../../scripts/lib/java.mjs';

export const STORE_PASSWORD = 'store-secret';

/** Paths of what Java's keytool made in a folder. All stores are PKCS12 with STORE_PASSWORD. */
export interface KeyStores {
  /** For `localhost` and 127.0.0.1. */
  readonly server: string;
  readonly client: string;
  /** The authority's certificate alone, without a key. */
  readonly trust: string;
  /** The same as PEM. */
  readonly authorityPem: string;
}

/** An authority with a server's and a client's certificate, made by Java's own keytool. */
export function makeKeyStores(folder: string): KeyStores {
  const path = (name: string): string => join(folder, name);
  const keytool = (store: string, ...args: string[]): void => {
    execFileSync(javaTool('keytool'), [...args, '-keystore', path(store), '-storetype', 'PKCS12', '-storepass', STORE_PASSWORD, '-noprompt'], { stdio: 'pipe' });
  };
  const generate = (store: string, name: string, ...args: string[]): void => keytool(store, '-genkeypair', '-alias', name, '-dname', `CN=${name}`, '-keyalg', 'EC', '-validity', '30', ...args);

  generate('authority.p12', 'authority', '-ext', 'bc:c');
  keytool('authority.p12', '-exportcert', '-rfc', '-alias', 'authority', '-file', path('authority.pem'));
  keytool('trust.p12', '-importcert', '-alias', 'authority', '-file', path('authority.pem'));
  for (const name of ['server', 'client']) {
    const store = `${name}.p12`;
    generate(store, name);
    keytool(store, '-certreq', '-alias', name, '-file', path(`${name}.csr`));
    keytool('authority.p12', '-gencert', '-rfc', '-alias', 'authority', '-ext', 'san=dns:localhost,ip:127.0.0.1', '-infile', path(`${name}.csr`), '-outfile', path(`${name}.pem`));
    keytool(store, '-importcert', '-alias', 'authority', '-file', path('authority.pem'));
    keytool(store, '-importcert', '-alias', name, '-file', path(`${name}.pem`));
  }
  return { server: path('server.p12'), client: path('client.p12'), trust: path('trust.p12'), authorityPem: path('authority.pem') };
}
