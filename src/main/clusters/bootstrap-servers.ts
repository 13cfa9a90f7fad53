import { KafkaFailure } from '../kafka/errors';
import type { ConnectionSettings } from '../kafka/settings';

const SERVER = /^(?:[A-Za-z_]+:\/\/)?(?:\[([0-9A-Fa-f:.%\w]+)\]|([^\s:/[\]]+)):(\d{1,5})$/;

/**
 * Parses `host:port[,host:port]` with IPv6 in brackets. `where` begins the message of a failure: `--bootstrap-server`
 * or `file:line: bootstrap.servers`. Throws KafkaFailure BAD_SETTINGS.
 */
export function parseBootstrapServers(text: string, where: string): ConnectionSettings['bootstrapServers'] {
  const parts = text.split(/[,\s]+/).filter((part) => part !== '');
  if (parts.length === 0) throw bad(`${where} is empty.`);
  return parts.map((part) => {
    const [, ipv6, name, digits] = SERVER.exec(part) ?? [];
    const host = ipv6 ?? name;
    const port = Number(digits);
    if (host === undefined) throw bad(`${where}: “${part}” is not of the form host:port.`);
    if (port < 1 || port > 65_535) throw bad(`${where}: ${digits} is not a port.`);
    return { host, port };
  });
}

function bad(message: string): KafkaFailure {
  return new KafkaFailure('BAD_SETTINGS', message, { advice: 'Write for example kafka-1.example:9092,kafka-2.example:9092 or [::1]:9092.', retriable: false });
}
