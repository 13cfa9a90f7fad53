import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import '../../../src/renderer/styles/tokens.css';
import '../../../src/renderer/styles/base.css';
import { createRoot } from 'react-dom/client';
import { startClusters } from '../../../src/renderer/state/clusters';
import { startEngine } from '../../../src/renderer/state/engine';
import { startReading } from '../../../src/renderer/state/reading';
import { navigate, useRoute } from '../../../src/renderer/state/route';
import { startSettings } from '../../../src/renderer/state/settings';
import { startTheme } from '../../../src/renderer/state/theme';
import { Frame } from '../../../src/renderer/views/frame/Frame';
import { GroupPage } from '../../../src/renderer/views/group/GroupPage';
import { TopicPage } from '../../../src/renderer/views/topic/TopicPage';
import { groupBridge } from '../fixtures/group-bridge';
import { GROUP_MODELS } from '../fixtures/group-models';
import { createFixtureBridge } from '../harness/fixture-bridge';
import { incident as incidentClusters } from '../harness/fixtures/incident';

declare global {
  interface Window {
    groupHarness: { gone: boolean; readonly open: () => void; readonly close: () => void; readonly round: () => void };
  }
}

// ?group=incident&theme=light&every=1000 (milliseconds between rounds, 0 = none) &hold=1 (does not open the page)
const query = new URLSearchParams(location.search);
const inner = createFixtureBridge(incidentClusters(), { theme: query.get('theme') === 'light' ? 'light' : 'dark', timeZone: 'utc', everyMs: Number(query.get('every') ?? '2000') });
const model = (GROUP_MODELS.get(query.get('group') ?? 'incident') ?? GROUP_MODELS.get('incident')!)();
window.groupHarness = {
  gone: false,
  open: () => navigate({ kind: 'group', profileId: 'profile-payments-eu', groupId: model.groupId }),
  close: () => navigate({ kind: 'overview' }),
  round: inner.control.round,
};
Object.defineProperty(window, 'bridge', { value: groupBridge(inner.bridge, model, () => window.groupHarness.gone) });

startTheme();
startSettings();
startEngine();
startReading();
startClusters();
if (query.get('hold') === null) window.groupHarness.open();

function Pages() {
  const route = useRoute();
  if (route.kind === 'group') return <GroupPage profileId={route.profileId} groupId={route.groupId} />;
  if (route.kind === 'topic') return <TopicPage profileId={route.profileId} topic={route.topic} />;
  return null;
}

createRoot(document.getElementById('root')!).render(
  <Frame>
    <Pages />
  </Frame>,
);
