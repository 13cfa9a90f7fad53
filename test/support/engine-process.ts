import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { removeAtExit, spawnOwned } from '../../scripts/lib/processes.mjs';
import type { EngineRequestName, RequestInput, RequestOutput } from '../../src/shared/contract';
import type { Result } from '../../src/shared/result';

/** Bundles a program of this folder with the settings of the real build; gives the file. */
export async function buildProgram(name: string): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'offsight-program-'));
  removeAtExit(outDir);
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: join(__dirname, `${name}.ts`), target: 'node16', outDir, emptyOutDir: false, minify: false, rollupOptions: { output: { entryFileNames: `${name}.mjs` } } },
  });
  return join(outDir, `${name}.mjs`);
}

type Value<Name extends EngineRequestName> = RequestOutput<Name> extends Result<infer Of> ? Of : RequestOutput<Name>;

/** The engine as a process of its own (see engine-main), which can be killed at any moment. */
export class EngineProcess {
  private readonly child;
  private readonly waiting = new Map<number, (message: { readonly value?: unknown; readonly error?: string }) => void>();
  private nextId = 1;
  private errors = '';

  constructor(file: string, dataDirectory: string) {
    this.child = spawnOwned(process.execPath, [file, dataDirectory], { stdio: ['pipe', 'pipe', 'pipe'] });
    const { stdout, stderr } = this.child;
    if (stdout === null || stderr === null) throw new Error('A child was started without pipes.');
    stderr.on('data', (chunk: Buffer) => (this.errors = `${this.errors}${chunk.toString()}`.slice(-2_000)));
    createInterface({ input: stdout }).on('line', (line) => {
      const message = JSON.parse(line) as { readonly id?: number; readonly value?: unknown; readonly error?: string };
      if (message.id !== undefined) this.waiting.get(message.id)?.(message);
    });
    this.child.once('exit', () => this.waiting.forEach((answer) => answer({ error: `The engine ended. ${this.errors}` })));
  }

  /** Rejects when the request failed, and when the process ends before it answers. */
  ask<Name extends EngineRequestName>(name: Name, input: RequestInput<Name>): Promise<Value<Name>> {
    const id = this.nextId++;
    this.child.stdin?.write(`${JSON.stringify({ id, name, input })}\n`);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ value, error }) => {
        this.waiting.delete(id);
        const failure = error ?? (isFailure(value) ? `${name}: ${value.failure.message}` : null);
        if (failure !== null) reject(new Error(failure));
        else resolve((isSuccess(value) ? value.value : value) as Value<Name>);
      });
    });
  }

  /** kill -9; resolves when it is gone. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await gone;
  }
}

function isFailure(value: unknown): value is Extract<Result<unknown>, { ok: false }> {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;
}

function isSuccess(value: unknown): value is Extract<Result<unknown>, { ok: true }> {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === true;
}
