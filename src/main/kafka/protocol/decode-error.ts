/** Bytes that are not what Kafka's schema says: cut short, an impossible length or count, a null where none may be. */
export class DecodeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DecodeError';
  }
}
