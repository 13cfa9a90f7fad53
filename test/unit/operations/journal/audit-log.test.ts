import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AuditLog } from '../../../../src/main/operations/journal/audit-log';
import { listOperations } from '../../../../src/main/operations/journal/operation-list';
import { whyUnwritable } from '../../../../src/main/operations/journal/journal';
import { SnapshotStore } from '../../../../src/main/operations/journal/snapshot-store';
import { buildProgram } from '../../../support/engine-process';

const run = promisify(execFile);
let writer: string;
let directory: string;
let path: string;

beforeAll(async () => {
  writer = await buildProgram('audit-writer');
}, 60_000);
beforeEach(() => {
  if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  directory = mkdtempSync(join(tmpdir(), 'offsight-audit-'));
  path = join(directory, 'audit.jsonl');
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('processes that append at the same time make one chain', async () => {
  const outputs = await Promise.all([1, 2, 3, 4].map(() => run(process.execPath, [writer, path, '50'])));
  expect(outputs.map(({ stdout }) => JSON.parse(stdout) as unknown)).toEqual(Array.from({ length: 4 }, () => ({ written: 50, stoppedBy: null })));
  const { lines, brokenAt } = new AuditLog(path).read();
  expect([lines.length, brokenAt]).toEqual([200, null]);
}, 60_000);

test('a process that is killed in mid-append stops nobody', async () => {
  const child = spawn(process.execPath, [writer, path, '1000000']);
  await expect.poll(() => existsSync(path) && statSync(path).size > 2_000, { timeout: 20_000 }).toBe(true);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  // Wherever it was: the lock that it would have left behind if it had been at work just then.
  writeFileSync(`${path}.lock`, JSON.stringify({ id: 'gone', process: child.pid, host: (await import('node:os')).hostname() }));
  const audit = new AuditLog(path);
  audit.append({ kind: 'intent', operationId: 'next' });
  expect(audit.read().brokenAt).toBeNull();
  expect(existsSync(`${path}.lock`)).toBe(false);
}, 60_000);

test('a lock of a living process is respected, one that is much too old is not', () => {
  const audit = new AuditLog(path);
  writeFileSync(`${path}.lock`, JSON.stringify({ id: 'other', process: process.ppid, host: 'elsewhere' }));
  expect(() => audit.append({ kind: 'intent', operationId: 'one' })).toThrow(`Another process holds ${path}.lock. If none is at work, remove that file.`);
  const long = new Date(Date.now() - 60_000);
  utimesSync(`${path}.lock`, long, long);
  audit.append({ kind: 'intent', operationId: 'one' });
  expect(audit.read().lines).toHaveLength(1);
});

test.skipIf(process.platform === 'win32')('a disk that takes no more leaves the chain whole, and is told before anything is changed', async () => {
  const limited = ['-c', `trap '' XFSZ; ulimit -f 100; exec "$0" "$@"`, process.execPath, writer, path, '1000', '30000'];
  const { stdout } = await run('bash', limited);
  expect(JSON.parse(stdout)).toEqual({ written: 3, stoppedBy: 'EFBIG' });
  const { lines, brokenAt } = new AuditLog(path).read();
  expect([lines.length, brokenAt]).toEqual([3, null]);
});

test('what changes the file behind its back is seen before the next line, and turns changes off', () => {
  const journal = { audit: new AuditLog(path), snapshots: new SnapshotStore(directory) };
  for (const operationId of ['one', 'two']) journal.audit.append({ kind: 'intent', operationId });
  expect(whyUnwritable(journal)).toBeNull();
  writeFileSync(path, readFileSync(path, 'utf8').replace('"one"', '"eno"'));
  utimesSync(path, new Date(), new Date(Date.now() + 1_000));
  const message = `The audit file ${path} is damaged at line 1. Move it away (and keep it) to go on.`;
  expect(() => journal.audit.append({ kind: 'intent', operationId: 'three' })).toThrow(message);
  expect(whyUnwritable(journal)).toEqual({ scope: 'disk', code: 'AUDIT_NOT_WRITABLE', message: `Nothing can be changed, because it could not be written down: ${message}` });
});

test('a place where no snapshot can be kept turns changes off', () => {
  writeFileSync(join(directory, 'snapshots'), 'a file where the folder should be');
  expect(whyUnwritable({ audit: new AuditLog(path), snapshots: new SnapshotStore(directory) })).toMatchObject({ code: 'AUDIT_NOT_WRITABLE' });
});

test('another line is not paid for with the whole file', () => {
  const audit = new AuditLog(path);
  audit.append({ kind: 'intent', operationId: 'first' });
  let reads = 0;
  const chain = audit.chain.bind(audit);
  audit.chain = () => {
    reads += 1;
    return chain();
  };
  for (let index = 0; index < 20; index += 1) audit.append({ kind: 'result', operationId: 'first' });
  expect([reads, chain().lines.length]).toEqual([0, 21]);
});

test('lines cut off at the end leave a whole chain: only the program that wrote them knows', async () => {
  const audit = new AuditLog(path);
  expect(audit.endOf(audit.chain())).toEqual({ kind: 'not-known' });
  for (const operationId of ['one', 'two', 'three']) audit.append({ kind: 'intent', operationId });
  expect((await listOperations(audit, null)).end).toEqual({ kind: 'there' });
  const [first = ''] = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, `${first}\n`);
  expect(audit.chain().brokenAt).toBeNull();
  expect(audit.endOf(audit.chain())).toEqual({ kind: 'missing', lines: 2 });
  expect(new AuditLog(path).endOf(audit.chain())).toEqual({ kind: 'not-known' });
  audit.append({ kind: 'intent', operationId: 'four' });
  expect(audit.endOf(audit.chain())).toEqual({ kind: 'missing', lines: 2 });
});

test('a line put in place of the last one that was written shows', () => {
  const audit = new AuditLog(path);
  audit.append({ kind: 'intent', operationId: 'one' });
  rmSync(path);
  new AuditLog(path).append({ kind: 'intent', operationId: 'other' });
  expect(audit.endOf(audit.chain())).toEqual({ kind: 'replaced' });
});

test('a link to a device is refused, and not read for ever', () => {
  for (const device of ['/dev/zero', '/dev/null']) {
    symlinkSync(device, path);
    const audit = new AuditLog(path);
    expect(() => audit.read()).toThrow('is no file');
    expect(() => audit.probe()).toThrow('is no file');
    expect(() => audit.append({ kind: 'intent', operationId: 'one' })).toThrow('is no file');
    rmSync(path);
  }
});

/** Three whole lines of a file, in one folder of its own. */
function written(): { readonly lines: readonly string[]; readonly bytes: Buffer } {
  const audit = new AuditLog(path);
  for (const operationId of ['one', 'two', 'three']) audit.append({ kind: 'intent', operationId, reason: 'é' });
  const bytes = readFileSync(path);
  return { lines: bytes.toString('utf8').trimEnd().split('\n'), bytes };
}

test('an append that is cut off at any byte proves what is whole, is kept, and the next line goes on', () => {
  const { lines: [first = '', second = '', third = ''], bytes } = written();
  const two = Buffer.byteLength(`${first}\n${second}\n`);
  for (let size = two + 1; size < bytes.length; size += 1) {
    const cut = bytes.subarray(0, size);
    writeFileSync(path, cut);
    const audit = new AuditLog(path);
    audit.probe();
    const isWhole = size === two + Buffer.byteLength(third); // only its end is missing
    expect(audit.read()).toMatchObject({ brokenAt: null, torn: isWhole ? [] : [{ line: 3, bytes: size - two, followedAt: null }] });
    const { at } = audit.append({ kind: 'intent', operationId: 'next' });
    expect(readFileSync(path).subarray(0, size).equals(cut)).toBe(true);
    const read = new AuditLog(path).read();
    expect(read.lines.map(({ operationId }) => operationId)).toEqual(['one', 'two', ...(isWhole ? ['three'] : []), 'next']);
    expect(read).toMatchObject({ brokenAt: null, torn: isWhole ? [] : [{ line: 3, bytes: size - two, followedAt: at }] });
    expect([...audit.linesOf(new Set(['next'])).keys()]).toEqual(['next']);
  }
});

test('the line that tells of a cut one may be cut off itself, at any byte', () => {
  const { bytes } = written();
  const torn = bytes.length - 20;
  writeFileSync(path, bytes.subarray(0, torn));
  new AuditLog(path).append({ kind: 'intent', operationId: 'next' });
  const all = readFileSync(path);
  for (let size = torn + 1; size < all.length - 1; size += 1) {
    writeFileSync(path, all.subarray(0, size));
    const audit = new AuditLog(path);
    audit.append({ kind: 'intent', operationId: 'last' });
    const { lines, brokenAt } = new AuditLog(path).read();
    expect([lines.map(({ operationId }) => operationId), brokenAt]).toEqual([['one', 'two', 'last'], null]);
    expect(readFileSync(path).subarray(0, size).equals(all.subarray(0, size))).toBe(true);
  }
});

test('what a computer leaves that lost its power is a cut line as well: zeros, or a line of which only the end is there', () => {
  const { lines: [first = '', second = '', third = ''] } = written();
  for (const end of ['\0'.repeat(50), `${'\0'.repeat(40)}${third.slice(40)}\n`]) {
    writeFileSync(path, `${first}\n${second}\n${end}`);
    new AuditLog(path).append({ kind: 'intent', operationId: 'next' });
    expect(new AuditLog(path).read()).toMatchObject({ brokenAt: null, torn: [{ line: 3, bytes: Buffer.byteLength(end.replace('\n', '')) }] });
  }
});

test('a cut line hides no tampering: any byte that is changed, and anything that is taken out or put in, shows', () => {
  const { bytes } = written();
  writeFileSync(path, bytes.subarray(0, bytes.length - 20));
  const audit = new AuditLog(path);
  for (const operationId of ['next', 'last']) audit.append({ kind: 'intent', operationId });
  const whole = readFileSync(path);
  const lines = whole.toString('utf8').split('\n');
  const shown = (changed: Buffer | string): unknown => {
    writeFileSync(path, changed);
    const { lines: { length }, brokenAt, torn } = new AuditLog(path).read();
    return [length, brokenAt, torn];
  };
  const proven = shown(whole);
  expect(proven).toEqual([4, null, [expect.objectContaining({ line: 3 })]]);
  for (let at = 0; at < whole.length - 1; at += 1) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(shown(changed)).not.toEqual(proven);
  }
  const without = (index: number): string => lines.filter((_, each) => each !== index).join('\n');
  expect([0, 1, 2, 3].map((index) => shown(without(index)))).toEqual([[0, 1, []], [1, 2, []], [2, 3, []], [2, 3, []]]);
  expect(shown([...lines.slice(0, 1), 'put in', ...lines.slice(1)].join('\n'))).toEqual([1, 2, []]);
  const [, , , next = ''] = lines;
  expect(shown([...lines.slice(0, 2), next.replace('"next"', '"mine"'), ...lines.slice(4)].join('\n'))).toEqual([2, 3, []]);
  expect(() => new AuditLog(path).append({ kind: 'intent', operationId: 'more' })).toThrow('is damaged at line 3');
});
