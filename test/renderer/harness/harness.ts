import type { Bridge } from '../../../src/shared/contract';
import { createFixtureBridge, type FixtureBridge } from './fixture-bridge';
import { fixtureByName } from './fixtures';

declare global {
  interface Window {
    /** For the tests: what the screens asked for, and ways to make things happen. */
    harness: FixtureBridge['control'];
  }
}

// ?fixture=incident&theme=light&zone=local&every=1000 (milliseconds between rounds, 0 = none)
const query = new URLSearchParams(location.search);
const fixture = createFixtureBridge(fixtureByName(query.get('fixture') ?? 'incident'), {
  theme: query.get('theme') === 'light' ? 'light' : query.get('theme') === 'system' ? 'system' : 'dark',
  timeZone: query.get('zone') === 'local' ? 'local' : 'utc',
  everyMs: Number(query.get('every') ?? '2000'),
});
Object.defineProperty(window, 'bridge', { value: fixture.bridge satisfies Bridge });
window.harness = fixture.control;

await import('../../../src/renderer/main');
