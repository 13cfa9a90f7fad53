declare module 'lz4js' {
  /** An LZ4 frame's content; `maxSize`: room for it, where the frame does not tell its size. Throws Error. */
  export function decompress(bytes: Uint8Array, maxSize?: number): Uint8Array;
  /** The most that it can be, by the sizes of its blocks. Throws Error of what is no frame. */
  export function decompressBound(bytes: Uint8Array): number;
}

declare module 'snappyjs' {
  /** Throws Error, also when it would be longer than `maxLength`. */
  export function uncompress(bytes: Uint8Array, maxLength?: number): Uint8Array;
}
