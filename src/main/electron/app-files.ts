import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

export const APP_SCHEME = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://offsight`;
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const MIME_TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.woff2', 'font/woff2'],
  ['.woff', 'font/woff'],
]);

export interface AppAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** Path in a URL (`/assets/index.js`) → file. */
export type AppFiles = ReadonlyMap<string, string>;

/** The regular files that lie under `directory` now; links are left out. Throws if there is no such directory. */
export function listAppFiles(directory: string): AppFiles {
  return new Map(listUnder(directory, ''));
}

function listUnder(root: string, under: string): [urlPath: string, file: string][] {
  return readdirSync(join(root, under), { withFileTypes: true }).flatMap((entry): [string, string][] => {
    const path = `${under}/${entry.name}`;
    if (entry.isDirectory()) return listUnder(root, path);
    return entry.isFile() ? [[path, join(root, path)]] : [];
  });
}

/**
 * Answers a request for app://. It is looked up in the list, so no path, encoding or link can lead out of the folder.
 * What is not in it is 404; other methods than GET are 405. Every answer carries the content security policy.
 */
export function answerAppRequest(files: AppFiles, method: string, url: string): AppAnswer {
  if (method !== 'GET') return answer(405, 'text/plain', Buffer.alloc(0));
  const { origin, path } = parse(url);
  const file = origin === APP_ORIGIN ? files.get(path) : undefined;
  if (file === undefined) return notFound();
  try {
    return answer(200, MIME_TYPES.get(extname(file)) ?? 'application/octet-stream', readFileSync(file));
  } catch {
    return notFound();
  }
}

/** Node's URL gives 'null' as the origin of a scheme it does not know, hence protocol and host. */
function parse(url: string): { readonly origin: string; readonly path: string } {
  try {
    const { protocol: scheme, host, pathname } = new URL(url);
    return { origin: `${scheme}//${host}`, path: decodeURIComponent(pathname) };
  } catch {
    return { origin: '', path: '' };
  }
}

function notFound(): AppAnswer {
  return answer(404, 'text/plain', Buffer.from('Not found'));
}

function answer(status: number, type: string, body: Buffer): AppAnswer {
  return {
    status,
    body,
    headers: {
      'Content-Type': type,
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
    },
  };
}
