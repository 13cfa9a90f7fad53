import type { RebalanceProtocol } from '../../shared/rebalances';
import type { Look } from './look';

/** Of Kafka's own consumer assignors, of Kafka Streams, and of Connect's protocols. */
const BY_ASSIGNOR: ReadonlyMap<string, RebalanceProtocol> = new Map([
  ['range', 'eager'],
  ['roundrobin', 'eager'],
  ['sticky', 'eager'],
  ['default', 'eager'],
  ['cooperative-sticky', 'cooperative'],
  ['compatible', 'cooperative'],
  ['sessioned', 'cooperative'],
]);

/** Whether members give up everything first. A custom assignor's tells itself only where members rejoined while they kept partitions. Null: no assignor. */
export function rebalanceProtocolOf({ assignor, groupEpoch, members }: Look): RebalanceProtocol | null {
  if (groupEpoch !== null) return 'cooperative';
  if (assignor === null || assignor === '') return null;
  const known = BY_ASSIGNOR.get(assignor);
  if (known !== undefined) return known;
  return members.some(({ ownedPartitions }) => (ownedPartitions?.length ?? 0) > 0) ? 'cooperative' : 'unknown';
}
