import { dirname, resolve } from 'node:path';
import { KafkaFailure } from '../kafka/errors';
import type { Property } from './properties';

/** Reads properties by name and remembers which were used, so that the others can be listed. */
export class SettingsReader {
  readonly notes: string[] = [];
  readonly #properties: ReadonlyMap<string, Property>;
  readonly #file: string;
  readonly #used = new Set<string>();

  constructor(properties: ReadonlyMap<string, Property>, file: string) {
    this.#properties = properties;
    this.#file = file;
  }

  /** Trimmed; null if absent. */
  text(key: string): string | null {
    return this.raw(key)?.trim() ?? null;
  }

  /** As written, for passwords; null if absent. */
  raw(key: string): string | null {
    this.#used.add(key);
    return this.#properties.get(key)?.value ?? null;
  }

  /** Where the file may lie: a relative path counts from the folder of the settings file or (as in Java) from the working directory. Null if absent. */
  paths(key: string): readonly [string, ...string[]] | null {
    const written = this.text(key);
    return written === null || written === '' ? null : [resolve(dirname(this.#file), written), written];
  }

  /** Milliseconds, 1 or more; null if absent. */
  milliseconds(key: string): number | null {
    const text = this.text(key);
    if (text === null) return null;
    if (!/^\d{1,9}$/.test(text) || Number(text) < 1) throw this.bad(key, 'is not a number of milliseconds', 'Write a whole number from 1 up.');
    return Number(text);
  }

  /** `file:line: key`, for messages. */
  where(key: string): string {
    const line = this.#properties.get(key)?.line;
    return line === undefined ? `${this.#file}: ${key}` : `${this.#file}:${line}: ${key}`;
  }

  /** A failure that names file, line and key. `what` must not carry secrets. */
  bad(key: string, what: string, advice: string): KafkaFailure {
    return new KafkaFailure('BAD_SETTINGS', `${this.where(key)} ${what}.`, { advice, retriable: false });
  }

  note(key: string, what: string): void {
    this.notes.push(`${this.where(key)} ${what}.`);
  }

  /** A note for every property that nobody asked for. */
  noteUnused(): void {
    for (const key of this.#properties.keys()) {
      if (!this.#used.has(key)) this.note(key, 'is not used by Offsight and was left out');
    }
  }
}
