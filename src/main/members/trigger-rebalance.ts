import { hostname } from 'node:os';
import type { Failure } from '../../shared/failure';
import type { MembersResult, RebalancePlan } from '../../shared/members';
import { formatAddress } from '../kafka/address';
import type { ClusterClient } from '../kafka/cluster-client';
import { KafkaFailure } from '../kafka/errors';
import { closeJournal, writeIntent } from '../operations/journal/journal';
import { afterwards } from './afterwards';
import { groupAsPlanned } from './drift';
import { follow } from './follow';
import type { MembersOptions } from './members-options';
import { idsOf, passThrough } from './pass-through';
import { passingOutcome } from './passing-outcome';
import { askForPair, leaveUntilGone, prepareJoin, type JoinedGroup } from './phantom-member';
import { planRebalance } from './plan-rebalance';

/**
 * Has a classic group rebalance once: a phantom joins without topics, and leaves while the coordinator waits for the others. What is on
 * disk by then names it, so that it can be removed whatever dies. Rejects with KafkaFailure only before anything was done.
 */
export async function triggerRebalance(client: ClusterClient, plan: RebalancePlan, options: MembersOptions): Promise<MembersResult> {
  const { journal, phantoms, signal, timeoutMs } = options;
  const checked = await groupAsPlanned(client, plan, planRebalance, { signal, timeoutMs });
  if (!checked.ok) return refused(checked.failure);
  const before = checked.value;
  const group: JoinedGroup = { groupId: plan.groupId, coordinatorId: before.coordinatorId, protocolType: before.protocolType ?? '', protocolName: before.assignor ?? '' };
  await prepareJoin(client, group, { signal, timeoutMs });
  const pair = await askForPair(client, group, { signal, timeoutMs });
  const memberIds = idsOf(pair);
  if (before.members.some(({ memberId }) => memberIds.includes(memberId))) throw new KafkaFailure('MEMBER_ID_TAKEN', `The coordinator gave out the id of an existing member of ${plan.groupId}, so nobody joined.`, { retriable: false });

  const unwritten = writeDown(client, plan, memberIds, options);
  if (unwritten !== null) {
    await leaveUntilGone(client, { ...group, memberIds }, 0, group.coordinatorId); // an id that was given out holds up rebalances until its session is over
    return refused(unwritten);
  }
  const since = performance.now();
  const passed = await passThrough(client, group, pair, options);
  const settled = passingOutcome(group.groupId, passed);
  if (passed.left === null) phantoms.remove(plan.planId);
  const auditFailure = await closeJournal(journal, plan.planId, { outcome: { status: settled === null ? 'applied' : settled.isRefused ? 'failed' : 'unknown', error: settled?.failure.message ?? null } });
  if (settled?.isRefused === true) return { kind: 'refused', failures: [settled.failure, ...(auditFailure === null ? [] : [auditFailure])] };
  const followed = await follow(client, before, { signal, timeoutMs, since, quietMs: 0, progressed: (text) => options.progressed(text) });
  return { kind: 'rebalanced', operationId: plan.planId, afterwards: afterwards(before, followed, new Map()), failure: settled?.failure ?? null, auditFailure };
}

/** Null: who will join, and why, is on disk. */
function writeDown(client: ClusterClient, { planId, groupId, assignor, members }: RebalancePlan, memberIds: readonly string[], { journal, phantoms, commandConfig, reason }: MembersOptions): Failure | null {
  try {
    const bootstrapServers = client.settings.bootstrapServers.map((server) => formatAddress(server)).join(',');
    phantoms.save({ operationId: planId, groupId, memberIds, kafkaClusterId: client.kafkaClusterId, bootstrapServers, commandConfig, process: process.pid, host: hostname(), joinedAt: Date.now() });
  } catch (error) {
    return { scope: 'disk', code: 'PHANTOM_NOT_WRITTEN', message: `Who would join the group could not be kept on disk, so nobody did: ${error instanceof Error ? error.message : String(error)}` };
  }
  const unwritten = writeIntent(journal, client, { operationId: planId, action: 'rebalance', reason, offsets: null, wish: { groupIds: [groupId], assignor, members: members.length, phantoms: memberIds } });
  if (unwritten !== null) phantoms.remove(planId);
  return unwritten;
}

function refused(failure: Failure): MembersResult {
  return { kind: 'refused', failures: [failure] };
}
