/** How to reach and enter a cluster. Made by clusters/client-config from bootstrap servers and client.properties. */
export interface ConnectionSettings {
  readonly bootstrapServers: readonly { readonly host: string; readonly port: number }[];
  readonly clientId: string;
  readonly tls: TlsSettings | null;
  readonly sasl: SaslSettings | null;
  readonly connectTimeoutMs: number;
}

export interface TlsSettings {
  /** PEM; null = the system's authorities. */
  readonly ca: string | null;
  readonly certificate: string | null;
  readonly key: string | null;
  /** PKCS#12 key store, with `passphrase`. */
  readonly pfx: Uint8Array | null;
  readonly passphrase: string | null;
  /** False only for ssl.endpoint.identification.algorithm= (empty). */
  readonly verifyHostname: boolean;
}

export type SaslSettings =
  | { readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; readonly username: string; readonly password: string }
  | { readonly mechanism: 'oauthbearer'; readonly token: () => Promise<string> };
