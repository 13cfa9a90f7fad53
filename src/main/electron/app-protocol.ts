import { protocol, type Session } from 'electron';
import { answerAppRequest, APP_SCHEME, listAppFiles } from './app-files';

/** Before the app is ready: app:// behaves like https:// (an origin, secure, modules and fonts load). */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true, codeCache: true } }]);
}

/** Serves the files that lie in `directory` now, and nothing else. */
export function serveApp(session: Session, directory: string): void {
  const files = listAppFiles(directory);
  // Electron 22 to 24 have no protocol.handle; newer ones deprecate registerBufferProtocol.
  const { handle }: { handle?: Session['protocol']['handle'] } = session.protocol;
  if (typeof handle === 'function') {
    session.protocol.handle(APP_SCHEME, (request) => {
      const { status, headers, body } = answerAppRequest(files, request.method, request.url);
      return new Response(new Uint8Array(body), { status, headers });
    });
  } else {
    session.protocol.registerBufferProtocol(APP_SCHEME, (request, callback) => {
      const { status, headers, body } = answerAppRequest(files, request.method, request.url);
      callback({ statusCode: status, headers, mimeType: headers['Content-Type']?.split(';')[0] ?? 'text/plain', charset: 'utf-8', data: body });
    });
  }
}
