import { protocol, type Session } from 'electron';
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

interface Page {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** Before the app is ready: app:// behaves like https:// (an origin, secure, modules and fonts load). */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true, codeCache: true } }]);
}

/**
 * Serves the regular files that lie in `directory` now, and nothing else: a request is looked up in their list, so no
 * path, encoding or link can lead out of it. Everything else is 404; other methods than GET are 405.
 */
export function serveApp(session: Session, directory: string): void {
  const files = new Map(listFiles(directory, ''));
  const answer = (method: string, url: string): Page => (method === 'GET' ? readPage(files, url) : page(405, 'text/plain', Buffer.alloc(0)));

  // Electron 22 to 24 have no protocol.handle; newer ones deprecate registerBufferProtocol.
  const handlers: { handle?: Session['protocol']['handle'] } = session.protocol;
  if (typeof handlers.handle === 'function') {
    session.protocol.handle(APP_SCHEME, (request) => {
      const { status, headers, body } = answer(request.method, request.url);
      return new Response(new Uint8Array(body), { status, headers });
    });
  } else {
    session.protocol.registerBufferProtocol(APP_SCHEME, (request, callback) => {
      const { status, headers, body } = answer(request.method, request.url);
      callback({ statusCode: status, headers, mimeType: headers['Content-Type']?.split(';')[0] ?? 'text/plain', charset: 'utf-8', data: body });
    });
  }
}

function listFiles(root: string, under: string): [urlPath: string, file: string][] {
  return readdirSync(join(root, under), { withFileTypes: true }).flatMap((entry) => {
    const path = `${under}/${entry.name}`;
    if (entry.isDirectory()) return listFiles(root, path);
    return entry.isFile() ? [[path, join(root, path)] as [string, string]] : [];
  });
}

function readPage(files: ReadonlyMap<string, string>, url: string): Page {
  const { origin, path } = parse(url);
  const file = origin === APP_ORIGIN ? files.get(path) : undefined;
  if (file === undefined) return page(404, 'text/plain', Buffer.from('Not found'));
  try {
    return page(200, MIME_TYPES.get(extname(file)) ?? 'application/octet-stream', readFileSync(file));
  } catch {
    return page(404, 'text/plain', Buffer.from('Not found'));
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

function page(status: number, type: string, body: Buffer): Page {
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
