import { app } from 'electron';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Where settings, profiles and logs lie: --user-data-dir=DIR, else the system's folder for Offsight. Before ready. Where it
 * cannot be written to, Chromium, which would not start there, gets a temporary folder for its own files.
 */
export function chooseDataDirectory(): string {
  app.setName('Offsight');
  const chosen = app.commandLine.getSwitchValue('user-data-dir');
  const directory = chosen === '' ? join(app.getPath('appData'), 'Offsight') : resolve(chosen);
  app.setPath('userData', isWritable(directory) ? directory : makeTemporary());
  return directory;
}

function isWritable(directory: string): boolean {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function makeTemporary(): string {
  const directory = mkdtempSync(join(tmpdir(), 'offsight-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
