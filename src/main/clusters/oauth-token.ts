import { fileURLToPath } from 'node:url';
import { KafkaFailure } from '../kafka/errors';
import { readSettingsFile } from './read-settings-file';
import type { SettingsReader } from './settings-reader';

const DEFAULT_LIFETIME_S = 3_600;

/**
 * What gives an OAUTHBEARER token at each authentication: a file (sasl.oauthbearer.token.endpoint.url=file:///…, read
 * afresh), or an unsecured one made from unsecuredLogin… options, for development. Throws KafkaFailure BAD_SETTINGS.
 */
export function oauthToken(reader: SettingsReader, options: ReadonlyMap<string, string>): () => Promise<string> {
  const endpoint = reader.text('sasl.oauthbearer.token.endpoint.url');
  if (endpoint?.startsWith('file:') === true) {
    reader.text('sasl.login.callback.handler.class');
    return () => readToken(reader, endpoint);
  }
  if (endpoint !== null) {
    throw reader.bad('sasl.oauthbearer.token.endpoint.url', 'is not a file', 'Offsight does not fetch tokens itself yet: have another program write the token to a file and write file:///path/of/token.');
  }
  if (![...options.keys()].some((key) => key.startsWith('unsecuredLogin'))) {
    throw reader.bad('sasl.jaas.config', 'has no unsecuredLogin… option, and no token file is given', 'Write sasl.oauthbearer.token.endpoint.url=file:///path/of/token.');
  }
  return () => Promise.resolve(unsecuredToken(options, Date.now() / 1000));
}

async function readToken(reader: SettingsReader, endpoint: string): Promise<string> {
  const where = reader.where('sasl.oauthbearer.token.endpoint.url');
  const advice = 'Check that the program that writes the token runs.';
  try {
    const { bytes } = await readSettingsFile([fileURLToPath(endpoint)], { where, advice });
    return bytes.toString('utf8').trim();
  } catch (error) {
    // Another program writes it: it may be there at the next attempt.
    throw new KafkaFailure('BAD_SETTINGS', error instanceof KafkaFailure ? error.message : `${where} is not a path of this system.`, { advice, cause: error });
  }
}

/** An unsigned JSON web token as Java's OAuthBearerUnsecuredLoginCallbackHandler makes it. */
function unsecuredToken(options: ReadonlyMap<string, string>, nowS: number): string {
  const claims = new Map<string, string | number | readonly string[]>();
  for (const [key, value] of options) {
    const [, type, claim] = /^unsecuredLogin(String|Number|List)Claim_(.+)$/.exec(key) ?? [];
    if (claim === undefined) continue;
    // Of a list, the first character is the separator.
    claims.set(claim, type === 'String' ? value : type === 'Number' ? Number(value) : value.slice(1).split(value.slice(0, 1)));
  }
  const lifetimeS = Number(options.get('unsecuredLoginLifetimeSeconds') ?? DEFAULT_LIFETIME_S);
  if (!claims.has('iat')) claims.set('iat', nowS);
  if (!claims.has('exp')) claims.set('exp', nowS + lifetimeS);
  return `${base64Url({ alg: 'none' })}.${base64Url(Object.fromEntries(claims))}.`;
}

function base64Url(value: object): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}
