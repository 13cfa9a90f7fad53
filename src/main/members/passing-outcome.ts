import type { Failure } from '../../shared/failure';
import { toFailure } from '../kafka/errors';
import { errorText, kafkaError } from '../kafka/protocol/errors';
import type { Passed } from './pass-through';
import { refusal } from './phantom-member';

/** Null: one rebalance, and nobody is left behind. `isRefused`: there was none. */
export function passingOutcome(groupId: string, { wasListed, wasAnsweredFirst, joined, left }: Passed): { readonly failure: Failure; readonly isRefused: boolean } | null {
  const scope = `group ${groupId}`;
  const because = joined === null ? '' : 'errorCode' in joined ? ` (${errorText(joined.errorCode)})` : ` (${joined.message})`;
  const doubt = (code: string, message: string) => ({ isRefused: false, failure: { scope, code, message } });
  if (left !== null) return doubt('PHANTOM_LEFT_BEHIND', `The member that joined ${groupId} for a moment could not be seen to leave: ${left.message} It is asked to leave again until it has, also when Offsight is started anew; the broker forgets it by itself when its session times out.`);
  if (joined === null) return wasListed ? null : doubt('NOT_SEEN', `Whether ${groupId} began a rebalance is not known: the coordinator was not seen to take the new member in. Nobody was left behind in the group.`);
  if (!('errorCode' in joined)) return doubt('NOT_SEEN', `Whether ${groupId} had its rebalance is not known: the connection to its coordinator failed${because}. Nobody was left behind in the group.`);
  if (joined.errorCode === 0) return doubt('TWO_REBALANCES', `The rebalance of ${groupId} was complete before the passing member had left, so its leaving was a second one.`);
  if (kafkaError(joined.errorCode).retriable) return doubt('COORDINATOR_MOVED', `Whether ${groupId} had its rebalance is not known: its coordinator changed meanwhile${because}. Nobody was left behind in the group.`);
  if (wasAnsweredFirst && !wasListed) return { isRefused: true, failure: toFailure(scope, refusal(groupId, joined.errorCode)) };
  return wasListed ? null : doubt('NOT_SEEN', `Whether ${groupId} began a rebalance is not known: the new member was asked to leave before the coordinator was seen to take it in. Nobody was left behind in the group.`);
}
