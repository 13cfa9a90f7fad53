import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createOperations } from '../../../src/main/operations/handlers';
import { succeeded } from '../../../src/shared/result';

test('a damaged audit turns changes off: it is said, and nothing unlocks', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'offsight-handlers-'));
  const profile = { profileId: 'one', name: 'one', environment: 'development' as const, bootstrapServers: '127.0.0.1:1', commandConfig: null, intervalMs: 5_000 };
  const { handlers, close } = createOperations({ dataDirectory, profileOf: () => succeeded(profile), kafkaClusterIdOf: () => null, seenMoving: () => [], emit: () => undefined });
  onTestFinished(() => {
    close();
    rmSync(dataDirectory, { recursive: true });
  });
  const unlock = { profileId: 'one', reason: '', typed: '', expected: '' };
  expect(handlers['writes:read']({ profileId: 'one' })).toEqual({ remainingMs: 0, unavailable: null });
  expect(await handlers['writes:unlock'](unlock)).toMatchObject({ ok: true, value: { unavailable: null } });
  const path = join(dataDirectory, 'audit.jsonl');
  writeFileSync(path, '{"half a li');
  expect(handlers['writes:read']({ profileId: 'one' })).toMatchObject({ unavailable: null });
  expect(await handlers['audit:read']({ profileId: 'one' })).toMatchObject({ ok: true, value: { operations: [], brokenAt: null, torn: [{ line: 1, bytes: 11, followedAt: null }] } });
  writeFileSync(path, '{"sequence":1}\n');
  expect(handlers['writes:read']({ profileId: 'one' })).toMatchObject({ unavailable: { scope: 'disk', code: 'AUDIT_NOT_WRITABLE' } });
  expect(await handlers['writes:unlock'](unlock)).toMatchObject({ ok: false, failure: { code: 'AUDIT_NOT_WRITABLE' } });
});

test('an audit that cannot be read is a failure and not an empty list', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'offsight-handlers-'));
  onTestFinished(() => rmSync(dataDirectory, { recursive: true }));
  const { handlers } = createOperations({ dataDirectory, profileOf: () => succeeded({ profileId: 'one', name: 'one', environment: 'development', bootstrapServers: '127.0.0.1:1', commandConfig: null, intervalMs: 5_000 }), kafkaClusterIdOf: () => null, seenMoving: () => [], emit: () => undefined });
  mkdirSync(join(dataDirectory, 'audit.jsonl'));
  expect(await handlers['audit:read']({ profileId: 'one' })).toMatchObject({ ok: false, failure: { scope: 'disk', code: 'NOT_READ' } });
  expect(await handlers['audit:readOperation']({ profileId: 'one', operationId: 'o' })).toMatchObject({ ok: false, failure: { scope: 'disk' } });
});
