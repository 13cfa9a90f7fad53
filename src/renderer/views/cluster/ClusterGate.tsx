import type { ReactNode } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import { ClusterFailed } from './ClusterFailed';
import { ClusterLoading } from './ClusterLoading';
import { ClusterNotice } from './ClusterNotice';
import { ConnectionNotes } from './ConnectionNotes';

/**
 * Shows `children` once a cluster was read; before that, how far it is or why not. The notice of what is not current
 * stands below: it may come at any moment, and rows must not move under the pointer.
 */
export function ClusterGate({ cluster, reads, children }: { readonly cluster: ClusterSummary; readonly reads: string; readonly children: ReactNode }) {
  if (cluster.revision === 0) return cluster.state === 'failed' || cluster.state === 'stale' ? <ClusterFailed cluster={cluster} /> : <ClusterLoading cluster={cluster} reads={reads} />;
  return (
    <>
      {children}
      <ConnectionNotes notes={cluster.notes} />
      <ClusterNotice cluster={cluster} />
    </>
  );
}
