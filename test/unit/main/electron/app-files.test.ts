import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerAppRequest, listAppFiles } from '../../../../src/main/electron/app-files';

const top = mkdtempSync(join(tmpdir(), 'offsight-app-files-'));
const root = join(top, 'renderer');

beforeAll(() => {
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(top, 'secret.txt'), 'secret');
  writeFileSync(join(root, 'index.html'), '<!doctype html>');
  writeFileSync(join(root, 'assets', 'index.js'), 'export {}');
  symlinkSync(join(top, 'secret.txt'), join(root, 'link.txt'));
  symlinkSync(top, join(root, 'up'));
});
afterAll(() => rmSync(top, { recursive: true }));

describe('app://', () => {
  it('serves the built files with their type and the policy', () => {
    const files = listAppFiles(root);
    expect(answerAppRequest(files, 'GET', 'app://offsight/index.html')).toMatchObject({ status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
    const script = answerAppRequest(files, 'GET', 'app://offsight/assets/index.js?x#y');
    expect(script.body.toString()).toBe('export {}');
    expect(script.headers['Content-Type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['Content-Security-Policy']).toContain("default-src 'none'");
    expect(script.headers['X-Content-Type-Options']).toBe('nosniff');
  });

  it.each([
    'app://offsight/../secret.txt',
    'app://offsight/..%2fsecret.txt',
    'app://offsight/assets/..%2f..%2fsecret.txt',
    'app://offsight/%2e%2e%2fsecret.txt',
    'app://offsight/..%5csecret.txt',
    'app://offsight/link.txt',
    'app://offsight/up/secret.txt',
    `app://offsight${top}/secret.txt`,
    'app://offsight//etc/passwd',
    'app://offsight/index.html%00.js',
    'app://offsight/%ff',
    'app://offsight/',
    'app://other/index.html',
    'file:///etc/passwd',
    'not a url',
  ])('has nothing at %s', (url) => {
    const answer = answerAppRequest(listAppFiles(root), 'GET', url);
    expect(answer.status).toBe(404);
    expect(answer.headers['Content-Security-Policy']).toContain("script-src 'self'");
  });

  it('answers GET only', () => {
    expect(answerAppRequest(listAppFiles(root), 'POST', 'app://offsight/index.html').status).toBe(405);
  });
});
