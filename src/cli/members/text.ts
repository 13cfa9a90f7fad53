import { displayName } from '../../shared/display-name';
import type { MembersResult, RebalancePlan, RemovalPlan } from '../../shared/members';
import { table } from '../table';

const NOT_WATCHED = '- Whether one of them has stopped, so that all would wait for it, is not known here: this command does not watch the group. The window does, and tells.';

/** Who is concerned, and what will happen to them. */
export function planText(plan: RebalancePlan | RemovalPlan): string {
  const head = `Group ${displayName(plan.groupId, 249)}, ${displayName(plan.groupType ?? 'type not known', 80)}, ${displayName(plan.groupState ?? 'state not known', 80)}, assignor ${displayName(plan.assignor ?? '-', 80)}.`;
  const members =
    plan.members.length === 0
      ? []
      : [
          table(plan.members, [
            { title: 'CONSUMER-ID', value: ({ memberId }) => memberId },
            { title: 'GROUP-INSTANCE-ID', value: ({ groupInstanceId }) => groupInstanceId },
            { title: 'CLIENT-ID', value: ({ clientId }) => clientId },
            { title: 'HOST', value: ({ host }) => host },
            { title: '#PARTITIONS', right: true, value: ({ partitions }) => partitions },
            { title: 'ASSIGNMENT', value: ({ assignment }) => assignment?.map(({ topic, partitions }) => `${topic}(${partitions.join(',')})`).join(' ') ?? null },
          ]),
        ];
  const what = plan.refusal !== null ? [] : [plan.kind === 'rebalance' ? 'A rebalance would be triggered:' : `These would be removed, ${plan.remaining} would be left:`];
  return [head, ...(plan.kind === 'removal' ? [...what, ...members] : [...members, ...what]), ...plan.consequences.map((sentence) => `- ${displayName(sentence, 2_000)}`), ...(plan.kind === 'rebalance' && plan.refusal === null ? [NOT_WATCHED] : [])].join('\n');
}

export function resultText(result: MembersResult): string {
  if (result.kind === 'refused') return 'Nothing was done.';
  const after = displayName(result.afterwards.text, 2_000);
  if (result.kind === 'rebalanced') return after;
  const body = table(result.members, [
    { title: 'CONSUMER-ID', value: ({ memberId }) => memberId },
    { title: 'GROUP-INSTANCE-ID', value: ({ groupInstanceId }) => groupInstanceId },
    { title: 'STATUS', value: ({ status }) => status },
    { title: 'CAME-BACK-AS', value: ({ cameBackAs }) => cameBackAs?.memberId ?? null },
  ]);
  return `${body}\n${after}`;
}
