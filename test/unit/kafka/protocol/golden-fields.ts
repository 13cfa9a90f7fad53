export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Typed access to one structure of Kafka's JSON form. A field of another type, or missing, is a mistake in the test. */
export class Fields {
  constructor(private readonly json: Json) {}

  number(name: string): number {
    return asNumber(this.get(name));
  }

  boolean(name: string): boolean {
    return this.get(name) === true;
  }

  text(name: string): string {
    return asText(this.get(name));
  }

  textOrNull(name: string): string | null {
    const value = this.get(name);
    return value === null ? null : asText(value);
  }

  /** Null where the version has no such field. */
  textIfAny(name: string): string | null {
    return this.has(name) ? this.textOrNull(name) : null;
  }

  bytes(name: string): Uint8Array {
    return new Uint8Array(Buffer.from(this.text(name), 'base64'));
  }

  bytesOrNull(name: string): Uint8Array | null {
    return this.get(name) === null ? null : this.bytes(name);
  }

  structure(name: string): Fields {
    return new Fields(this.get(name));
  }

  structures(name: string): Fields[] {
    return asList(this.get(name)).map((element) => new Fields(element));
  }

  texts(name: string): string[] {
    return asList(this.get(name)).map(asText);
  }

  numbers(name: string): number[] {
    return asList(this.get(name)).map(asNumber);
  }

  isNull(name: string): boolean {
    return this.get(name) === null;
  }

  has(name: string): boolean {
    return typeof this.json === 'object' && this.json !== null && Object.hasOwn(this.json, name);
  }

  private get(name: string): Json {
    const value = this.has(name) ? (this.json as { readonly [name: string]: Json })[name] : undefined;
    if (value === undefined) throw new Error(`No field ${name} in ${JSON.stringify(this.json)}`);
    return value;
  }
}

function asNumber(value: Json): number {
  if (typeof value !== 'number') throw new Error(`${JSON.stringify(value)} is not a number`);
  return value;
}

function asText(value: Json): string {
  if (typeof value !== 'string') throw new Error(`${JSON.stringify(value)} is not a text`);
  return value;
}

function asList(value: Json): readonly Json[] {
  if (!Array.isArray(value)) throw new Error(`${JSON.stringify(value)} is not a list`);
  return value;
}
