import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Writes one line. `text` is ours (what happened), never the content of a message between the processes. */
export type Log = (level: LogLevel, text: string) => void;

const MAXIMUM_BYTES = 1024 * 1024;
const MAXIMUM_LINE = 4_000;

/**
 * A log of at most two files of 1 MiB in `directory`: offsight.log and, before it, offsight.old.log.
 * Never throws: a full disk must not stop the window.
 */
export function openLog(directory: string, threshold: LogLevel): Log {
  const current = join(directory, 'offsight.log');
  try {
    mkdirSync(directory, { recursive: true });
  } catch {
    return () => undefined;
  }
  let bytes = sizeOf(current);
  return (level, text) => {
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(threshold)) return;
    const line = `${new Date().toISOString()} ${level.padEnd(5)} ${escapeControls(text).slice(0, MAXIMUM_LINE)}\n`;
    try {
      if (bytes > MAXIMUM_BYTES) {
        renameSync(current, join(directory, 'offsight.old.log'));
        bytes = 0;
      }
      appendFileSync(current, line, { mode: 0o600 });
      bytes += Buffer.byteLength(line);
    } catch {
      // Nothing better to tell it to.
    }
  };
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** One entry is one line, whatever a broker's text in it tries. */
function escapeControls(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (character) => (character === '\n' ? ' | ' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`));
}
