import type { ReactNode } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import { ClusterFailed } from './ClusterFailed';
import { ClusterLoading } from './ClusterLoading';
import { ClusterNotice } from './ClusterNotice';

/** Shows `children` once a cluster was read, under a notice of what is not current; before that, how far it is or why not. */
export function ClusterGate({ cluster, reads, children }: { readonly cluster: ClusterSummary; readonly reads: string; readonly children: ReactNode }) {
  if (cluster.revision === 0) return cluster.state === 'failed' || cluster.state === 'stale' ? <ClusterFailed cluster={cluster} /> : <ClusterLoading cluster={cluster} reads={reads} />;
  return (
    <>
      <ClusterNotice cluster={cluster} />
      {children}
    </>
  );
}
