/** The one request channel between the preload script and main: arguments are a request name and its input. */
export const REQUEST_CHANNEL = 'offsight:request';
/** The one event channel from main: arguments are an event name and its payload. */
export const EVENT_CHANNEL = 'offsight:event';

/** Errors cross as plain text: a rejected invoke would prefix the channel's name and lose the rest. */
export type BridgeAnswer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };
