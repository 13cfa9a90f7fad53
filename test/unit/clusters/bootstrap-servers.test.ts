import { expect, test } from 'vitest';
import { parseBootstrapServers } from '../../../src/main/clusters/bootstrap-servers';

test('reads names, addresses and IPv6', () => {
  expect(parseBootstrapServers(' kafka-1:9092, 10.0.0.1:9093,[::1]:9094,SSL://b.example:1,', 'x')).toEqual([
    { host: 'kafka-1', port: 9092 },
    { host: '10.0.0.1', port: 9093 },
    { host: '::1', port: 9094 },
    { host: 'b.example', port: 1 },
  ]);
});

test.each(['', ' , ', 'kafka', 'kafka:', ':9092', '::1:9092', 'kafka:0', 'kafka:65536', 'http://kafka:9092/path', 'kafka:9o92'])('refuses %j', (text) => {
  expect(() => parseBootstrapServers(text, '--bootstrap-server')).toThrow(/^--bootstrap-server/);
});
