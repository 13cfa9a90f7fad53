import { ensureBuild } from '../../scripts/lib/build.mjs';
import { ensureApplicationRuntime } from '../../scripts/lib/runtime.mjs';
import { createProgress } from '../../scripts/lib/progress.mjs';

/** Before all tests: an Electron (its executable in OFFSIGHT_ELECTRON), a display (DISPLAY), and the application built. */
export default async function setUp(): Promise<void> {
  const progress = createProgress();
  const { executable } = await ensureApplicationRuntime(progress);
  process.env['OFFSIGHT_ELECTRON'] = executable;
  await ensureBuild(progress);
}
