import type { Environment } from '../../../shared/cluster';

/** Why bootstrap servers cannot be used, as a sentence; null when they can be tried. */
export function bootstrapProblem(text: string): string | null {
  const servers = splitServers(text);
  if (servers.length === 0) return 'Say at least one broker, like broker-1:9092.';
  for (const server of servers) {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(server)) return `Leave out ${server.slice(0, server.indexOf('//') + 2)}: only host:port is needed.`;
    const port = /:([0-9]+)$/.exec(server)?.[1];
    if (port === undefined) return `${server} has no port. Kafka often listens on 9092 (plain text) or 9093 (TLS).`;
    if (Number(port) < 1 || Number(port) > 65_535) return `${server}: a port is a number from 1 to 65535.`;
    if (server.length === port.length + 1) return `${server} has no host.`;
  }
  return null;
}

/** A name for a cluster that was given none: its first host without the domain. */
export function defaultName(bootstrapServers: string): string {
  const [first = ''] = splitServers(bootstrapServers);
  const host = first.replace(/:[0-9]+$/, '');
  const isAddress = host.startsWith('[') || /^[0-9.]+$/.test(host);
  return (isAddress || host === 'localhost' ? first : (host.split('.')[0] ?? host)).slice(0, 80);
}

/** A first proposal only. Anything that does not look harmless is taken for production. */
export function guessEnvironment(bootstrapServers: string): Environment {
  const text = bootstrapServers.toLowerCase();
  if (/(^|,|\s)(localhost|127\.|\[::1\])/.test(text)) return 'development';
  if (/(^|[^a-z])(stg|stag|staging|preprod|uat)/.test(text)) return 'staging';
  if (/(^|[^a-z])(test|qa|perf|ci)([^a-z]|$)/.test(text)) return 'test';
  if (/(^|[^a-z])(dev|develop|sandbox)/.test(text)) return 'development';
  return 'production';
}

function splitServers(text: string): string[] {
  return text.split(/[\s,]+/).filter((server) => server !== '');
}

/** As Kafka's own tools write it. */
export function tidyServers(text: string): string {
  return splitServers(text).join(',');
}
