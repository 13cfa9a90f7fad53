import { expect, test } from 'vitest';
import { topicDetail } from '../../../src/main/monitor/views/topics';
import { ScriptedCluster } from './scripted-cluster';

test('the log end of a leader that does not answer is told with its age and the reason', async () => {
  const cluster = new ScriptedCluster([1, 2]);
  cluster.node(2).groups.set('b', 40);
  await cluster.round();
  const [fresh] = topicDetail(cluster.facts, 't', null)?.partitionRows ?? [];
  expect(fresh).toMatchObject({ logEndOffset: 100, failure: null });
  const release = cluster.hold(1);
  await cluster.round();
  const [old] = topicDetail(cluster.facts, 't', null)?.partitionRows ?? [];
  expect(old).toMatchObject({ logEndOffset: 100, logEndAt: fresh?.logEndAt, failure: { scope: 'partition t-0', code: 'SLOW' } });
  release();
});
