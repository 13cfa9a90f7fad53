import { expect, test } from 'vitest';
import { BLOBS, CODECS } from './codecs';
import { GOLDENS } from './golden';
import * as responses from './golden-responses';

test.each(GOLDENS.filter((golden) => golden.kind === 'request'))('$title is encoded as Kafka does', ({ api, version, bytes, value }) => {
  expect(CODECS.get(api)?.encode(value, version).toString('hex')).toBe(bytes.toString('hex'));
});

test.each(GOLDENS.filter((golden) => golden.kind === 'response'))('$title is decoded as Kafka does', ({ api, version, bytes, value }) => {
  const codec = CODECS.get(api);
  expect(codec?.decode(bytes, version)).toEqual({ value: codec?.expected(value, version), remaining: 0 });
});

test.each(GOLDENS.filter((golden) => golden.kind === 'blob'))('$title is decoded as Kafka does', ({ api, version, bytes, value }) => {
  const expected = api === 'ConsumerProtocolSubscription' ? responses.subscription(value, version) : responses.assignment(value, version);
  expect(BLOBS.get(api)?.(bytes)).toEqual(expected);
});

test('every version of every API has golden requests and responses', () => {
  const missing: string[] = [];
  for (const [name, { api }] of CODECS) {
    for (let version = api.minVersion; version <= api.maxVersion; version += 1) {
      for (const kind of ['request', 'response'] as const) {
        const count = GOLDENS.filter((golden) => golden.api === name && golden.version === version && golden.kind === kind).length;
        if (count < 2) missing.push(`${name} v${version} ${kind}`);
      }
    }
  }
  expect(missing).toEqual([]);
});
