import type { JoinGroupResponse } from '../../../../src/main/kafka/protocol/apis/join-group';
import type { LeaveGroupResponse } from '../../../../src/main/kafka/protocol/apis/leave-group';
import type { Fields } from './golden-fields';

export function joinGroup(value: Fields): JoinGroupResponse {
  return { errorCode: value.number('errorCode'), memberId: value.text('memberId') };
}

export function leaveGroup(value: Fields): LeaveGroupResponse {
  return {
    errorCode: value.number('errorCode'),
    members: value.structures('members').map((member) => ({ memberId: member.text('memberId'), groupInstanceId: member.textOrNull('groupInstanceId'), errorCode: member.number('errorCode') })),
  };
}
