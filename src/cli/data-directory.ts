import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the desktop keeps its own, so that both share saved clusters and one history; OFFSIGHT_DATA names another folder. */
export function dataDirectory(): string {
  const chosen = process.env['OFFSIGHT_DATA'];
  if (chosen !== undefined && chosen !== '') return chosen;
  if (process.platform === 'win32') return join(process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Offsight');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Offsight');
  return join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'Offsight');
}
