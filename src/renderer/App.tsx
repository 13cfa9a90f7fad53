import { useEffect } from 'react';
import { useCluster, useClustersLoaded, useIsExpected } from './state/clusters';
import { navigate, profileOf, useRoute, useVisit, type Route } from './state/route';
import { Button } from './ui/Button';
import { EmptyState } from './ui/EmptyState';
import { BrokersView } from './views/brokers/BrokersView';
import { EditCluster } from './views/cluster/EditCluster';
import { Frame } from './views/frame/Frame';
import { latePage } from './views/frame/late-page';
import { PageBoundary } from './views/frame/PageBoundary';
import { GroupsView } from './views/groups/GroupsView';
import { OverviewView } from './views/overview/OverviewView';
import { SettingsView } from './views/settings/SettingsView';
import { TopicsView } from './views/topics/TopicsView';
import { AddCluster } from './views/welcome/AddCluster';

// The chart library is the largest part of the window; the first screens do without it.
const group = latePage(() => import('./views/group/GroupPage').then((module) => module.GroupPage));
const reset = latePage(() => import('./views/reset/ResetPage').then((module) => module.ResetPage));
const newGroup = latePage(() => import('./views/reset/NewGroupPage').then((module) => module.NewGroupPage));
const remade = latePage(() => import('./views/reset/RemadePlanPage').then((module) => module.RemadePlanPage));
const deletion = latePage(() => import('./views/deletion/DeletionPage').then((module) => module.DeletionPage));
const rebalance = latePage(() => import('./views/members/RebalancePage').then((module) => module.RebalancePage));
const removal = latePage(() => import('./views/members/RemovalPage').then((module) => module.RemovalPage));
const teaching = latePage(() => import('./views/what-if/TeachingPage').then((module) => module.TeachingPage));
const audit = latePage(() => import('./views/audit/AuditPage').then((module) => module.AuditPage));
const sharedAudit = latePage(() => import('./views/audit/SharedAuditPage').then((module) => module.SharedAuditPage));
const sharedOperation = latePage(() => import('./views/audit/SharedOperationPage').then((module) => module.SharedOperationPage));
const operation = latePage(() => import('./views/audit/OperationPage').then((module) => module.OperationPage));
const records = latePage(() => import('./views/records/RecordsPage').then((module) => module.RecordsPage));
const topic = latePage(() => import('./views/topic/TopicPage').then((module) => module.TopicPage));

/** The whole window. */
export function App() {
  const route = useRoute();
  useEffect(loadPagesWhenIdle, []);
  return (
    <PageBoundary route={route}>
      <Frame>
        <PageBoundary route={route}>
          <Page route={route} />
        </PageBoundary>
      </Frame>
    </PageBoundary>
  );
}

/** So that the first group opens as fast as the second one. */
function loadPagesWhenIdle(): () => void {
  const handle = requestIdleCallback(() => void group.fetch().then(topic.fetch).then(reset.fetch), { timeout: 3_000 });
  return () => cancelIdleCallback(handle);
}

function Page({ route }: { readonly route: Route }) {
  const visit = useVisit();
  const profileId = profileOf(route);
  const cluster = useCluster(profileId);
  const loaded = useClustersLoaded();
  const isExpected = useIsExpected(profileId);
  if (profileId !== null && cluster === null) return isExpected ? <EmptyState icon="clock" title="Connecting…" /> : loaded ? <NoSuchCluster /> : null;
  switch (route.kind) {
    case 'overview':
      return <OverviewView />;
    case 'addCluster':
      return <AddCluster />;
    case 'settings':
      return <SettingsView />;
    case 'help':
      return <teaching.Page from={null} />;
    case 'group':
      return <group.Page key={`${route.profileId} ${route.groupId}`} profileId={route.profileId} groupId={route.groupId} />;
    case 'topic':
      return <topic.Page key={`${route.profileId} ${route.topic}`} profileId={route.profileId} topic={route.topic} />;
  }
  if (cluster === null) return null;
  switch (route.kind) {
    case 'reset':
      return <reset.Page key={visit} cluster={cluster} groupIds={route.groupIds} only={route.partition} />;
    case 'newGroup':
      return <newGroup.Page key={visit} cluster={cluster} />;
    case 'undo':
      return <remade.Page key={visit} cluster={cluster} of={{ kind: 'undo', operationId: route.operationId }} />;
    case 'retry':
      return <remade.Page key={visit} cluster={cluster} of={{ kind: 'retry', planId: route.planId }} />;
    case 'delete':
      return <deletion.Page key={visit} cluster={cluster} wish={route.wish} />;
    case 'rebalance':
      return <rebalance.Page key={visit} cluster={cluster} groupId={route.groupId} />;
    case 'removal':
      return <removal.Page key={visit} cluster={cluster} groupId={route.groupId} memberId={route.memberId ?? null} />;
    case 'teaching':
      return <teaching.Page from={route} />;
    case 'records':
      return <records.Page key={`${route.profileId} ${route.topic} ${route.partition} ${route.offset}`} cluster={cluster} topic={route.topic} partition={route.partition} offset={route.offset} groupId={route.groupId} />;
    case 'audit':
      return <audit.Page key={route.profileId} cluster={cluster} />;
    case 'operation':
      return <operation.Page key={`${route.profileId} ${route.operationId}`} cluster={cluster} operationId={route.operationId} />;
    case 'sharedAudit':
      return <sharedAudit.Page key={route.profileId} cluster={cluster} />;
    case 'sharedOperation':
      return <sharedOperation.Page key={`${route.profileId} ${route.operationId}`} cluster={cluster} operationId={route.operationId} />;
    case 'groups':
      return <GroupsView cluster={cluster} />;
    case 'topics':
      return <TopicsView cluster={cluster} />;
    case 'brokers':
      return <BrokersView cluster={cluster} />;
    case 'editCluster':
      return <EditCluster key={route.profileId} cluster={cluster} />;
  }
}

function NoSuchCluster() {
  return <EmptyState title="This cluster is no longer in the list." actions={<Button onClick={() => navigate({ kind: 'overview' })}>All clusters</Button>} />;
}
