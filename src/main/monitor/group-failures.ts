import type { Failure } from '../../shared/failure';
import { GROUP_AUTHORIZATION_FAILED, GROUP_ID_NOT_FOUND, TOPIC_AUTHORIZATION_FAILED } from '../groups/error-codes';
import { errorName, errorText } from '../kafka/protocol/errors';
import type { ClusterFacts } from './cluster-facts';
import type { GroupRecord } from './group-record';

const DENIED = 'GROUP_AUTHORIZATION_FAILED';

export function codeFailure(scope: string, errorCode: number, what: string): Failure {
  return { scope, code: errorName(errorCode), message: `${what}: ${errorText(errorCode)}.${advice(errorCode)}` };
}

/** The group's offsets could not be read; what was known of them stays, with its age. */
export function applyOffsetError(facts: ClusterFacts, record: GroupRecord, errorCode: number): void {
  const offsets = record.groupType === 'share' ? 'start offsets' : 'committed offsets';
  record.offsetFailure = codeFailure(`group ${record.groupId}`, errorCode, `The ${offsets} of ${record.groupId} could not be read`);
  facts.note(record.offsetFailure);
}

/** The group could not be described. `code` null: no error of Kafka's, the API just does not know it. */
export function applyGroupError(facts: ClusterFacts, record: GroupRecord, error: { readonly code: number | null; readonly text: string }): void {
  const scope = `group ${record.groupId}`;
  if (error.code === GROUP_ID_NOT_FOUND && record.description !== null) {
    record.description = null;
    facts.structureChanged();
  }
  const what = `The members of ${record.groupId} could not be read`;
  record.descriptionFailure =
    error.code === null
      ? { scope, code: 'UNKNOWN_TO_THIS_API', message: `${what}: ${error.text}.` }
      : { scope, code: errorName(error.code), message: `${what}: ${error.text}.${advice(error.code)}` };
  facts.note(record.descriptionFailure);
}

/** Its offsets or its members are denied to us. */
export function isDenied({ offsetFailure, descriptionFailure }: GroupRecord): boolean {
  return offsetFailure?.code === DENIED || descriptionFailure?.code === DENIED;
}

function advice(errorCode: number): string {
  if (errorCode === GROUP_AUTHORIZATION_FAILED) return ' Grant DESCRIBE on the group to the principal of this connection.';
  if (errorCode === TOPIC_AUTHORIZATION_FAILED) return ' Grant DESCRIBE on the topic to the principal of this connection.';
  return '';
}
