import type { WishedOffset } from '../../shared/reset';
import { failed, succeeded, type Result } from '../../shared/result';
import { invoke } from '../bridge';
import { caught } from './caught';

export interface OffsetsRead {
  readonly name: string;
  readonly offsets: readonly WishedOffset[];
}

/** Lets a person choose a file of offsets and reads it; null: none was chosen. */
export function openOffsetsFile(): Promise<Result<OffsetsRead | null>> {
  return caught(async () => {
    const opened = await invoke('files:open', {});
    return opened.ok && opened.value !== null ? readOffsetsText(opened.value.name, opened.value.text) : (opened as Result<null>);
  });
}

/** Fails with the line and column of what is not understood. */
export function readOffsetsText(name: string, text: string): Promise<Result<OffsetsRead | null>> {
  return caught(async () => {
    const read = await invoke('offsets:readFile', { text });
    if (!read.ok) return read;
    return read.value.length === 0 ? failed({ scope: 'file', code: 'NO_OFFSETS', message: 'There is no offset in it.' }) : succeeded({ name, offsets: read.value });
  });
}

/** Asks where to, and writes the committed offsets of groups there. Null: it was cancelled; otherwise where they are. */
export function exportOffsets(profileId: string, groupIds: readonly string[], form: 'csv' | 'json'): Promise<Result<string | null>> {
  return caught(async () => {
    const made = await invoke('offsets:export', { profileId, groupIds: [...groupIds] });
    if (!made.ok) return made;
    return invoke('files:save', { suggestedName: `offsets.${form}`, text: made.value[form] });
  });
}
