import { dialog, type BrowserWindow } from 'electron';
import type { OpenedFile } from '../../shared/contract';
import { succeeded, type Result } from '../../shared/result';
import { fileNameFrom, readTextFile, writeWholeFile } from './user-files';

/** Asks for a Java client.properties. The path, or null when the user cancelled. The file is not read here. */
export async function chooseCommandConfig(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Choose a client.properties file',
    properties: ['openFile', 'showHiddenFiles'],
    filters: [
      { name: 'Java properties', extensions: ['properties', 'conf', 'config'] },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Asks where to, and writes. The path; null: the user cancelled. */
export async function saveFile(window: BrowserWindow, suggestedName: string, content: string | Uint8Array): Promise<Result<string | null>> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: fileNameFrom(suggestedName), properties: ['createDirectory', 'showOverwriteConfirmation'] });
  return canceled || filePath === undefined || filePath === '' ? succeeded(null) : writeWholeFile(filePath, content);
}

/** Asks for a file, and reads it. Null: the user cancelled. */
export async function openTextFile(window: BrowserWindow): Promise<Result<OpenedFile | null>> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters: [{ name: 'Offsets', extensions: ['csv', 'json', 'txt'] }, { name: 'All files', extensions: ['*'] }] });
  const [path] = filePaths;
  return canceled || path === undefined ? succeeded(null) : readTextFile(path);
}
