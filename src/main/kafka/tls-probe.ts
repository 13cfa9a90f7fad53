import * as tls from 'node:tls';

const LONGEST_MS = 1_000;

/**
 * Whether this port answers a TLS greeting. Asked only after it closed a plain connection without a word, as TLS
 * servers do; nothing is sent but the greeting. False when in doubt.
 */
export function speaksTls({ host, port }: { readonly host: string; readonly port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    // Whatever certificate it has: this connection carries nothing.
    const socket = tls.connect({ host, port, rejectUnauthorized: false });
    const settle = (speaks: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(speaks);
    };
    const timer = setTimeout(() => settle(false), LONGEST_MS);
    socket.on('error', (error: Error & { code?: unknown }) => settle(typeof error.code === 'string' && error.code.includes('_ALERT_')));
    socket.once('secureConnect', () => settle(true));
    socket.once('close', () => settle(false));
  });
}
