import { dialog, type BrowserWindow } from 'electron';

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
