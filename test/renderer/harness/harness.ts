import type { Bridge, RequestName } from '../../../src/shared/contract';
import { createFixtureBridge, type FixtureBridge } from './fixture-bridge';
import { fixtureByName } from './fixtures';
import { groupModelByName } from './fixtures/group-models';
import { groupBridge } from './group-bridge';

declare global {
  interface Window {
    /** For the tests: what the screens asked for, and ways to make things happen. */
    harness: FixtureBridge['control'] & {
      /** From now on this request is answered with something that no page expects. */
      readonly spoil: (name: RequestName) => void;
      /** Opens the page of the group named in the address. */
      readonly openGroup: () => void;
      readonly closeGroup: () => void;
      /** From when on that group is gone. */
      groupGone: boolean;
    };
  }
}

// ?fixture=incident&theme=light&zone=local&every=1000 (milliseconds between rounds, 0 = none)
// &group=stopped (its page, with a model of its own; needs the cluster payments-eu) &hold=1 (without opening it)
const query = new URLSearchParams(location.search);
const fixture = createFixtureBridge(fixtureByName(query.get('fixture') ?? 'incident'), {
  theme: query.get('theme') === 'light' ? 'light' : query.get('theme') === 'system' ? 'system' : 'dark',
  timeZone: query.get('zone') === 'local' ? 'local' : 'utc',
  everyMs: Number(query.get('every') ?? '2000'),
  addingMs: Number(query.get('adding') ?? '0'),
});
const model = query.has('group') ? groupModelByName(query.get('group') ?? '') : null;
const spoiled = new Set<RequestName>();
const { navigate } = await import('../../../src/renderer/state/route');

window.harness = {
  ...fixture.control,
  spoil: (name) => void spoiled.add(name),
  openGroup: () => model !== null && navigate({ kind: 'group', profileId: 'profile-payments-eu', groupId: model.groupId }),
  closeGroup: () => navigate({ kind: 'overview' }),
  groupGone: false,
};
const answering = model === null ? fixture.bridge : groupBridge(fixture.bridge, model, () => window.harness.groupGone);
const bridge: Bridge = { ...answering, invoke: async (name, input) => (spoiled.has(name) ? ({ ok: true, value: {} } as never) : answering.invoke(name, input)) };
Object.defineProperty(window, 'bridge', { value: bridge });

if (!query.has('hold')) window.harness.openGroup();
await import('../../../src/renderer/main');
