import { areRacksWanted, subscribedTopics } from '../../main/assignment/present-group';
import { whatIf } from '../../main/assignment/what-if';
import { readReplicaRacks } from '../../main/kafka/replica-racks';
import { openSnapshots } from '../../main/monitor/snapshot';
import { visibleJson } from '../../shared/display-name';
import type { Failure } from '../../shared/failure';
import type { WhatIf } from '../../shared/what-if';
import { EXIT } from '../exit-status';
import { detailOf } from '../group-failures';
import { groupJson } from '../group-json';
import { print, refuse, say, type WithClient } from '../operations/context';
import { memberIdsOf } from './member-ids';
import { parseAssignmentOptions } from './options';
import { assignmentText, whatIfText } from './text';

/** Failures that the wish is to blame for. */
const WRONG_WISHES: ReadonlySet<string> = new Set(['NO_SUCH_MEMBER', 'SEVERAL_MEMBERS', 'NO_SUCH_ASSIGNOR', 'NO_SUCH_TOPIC', 'FEWER_PARTITIONS']);
/** There is no such thing for this group as it is. */
const REFUSALS: ReadonlySet<string> = new Set(['NOT_APPLICABLE', 'NO_MEMBERS']);

/** `assignment`: who has what, or with --what-if who would. Throws UsageError. */
export function runAssignment(args: readonly string[], withClient: WithClient): Promise<number> {
  const options = parseAssignmentOptions(args);
  return withClient(options, false, async (client, calls) => {
    const { facts, round } = await openSnapshots(client, calls);
    const report = await round();
    if (report.brokersAnswering === 0) {
      for (const failure of facts.roundFailures) say(failure);
      return EXIT.notReached;
    }
    const record = facts.groups.get(options.group);
    if (record === undefined) {
      for (const failure of facts.roundFailures) say(failure);
      const status = refuse({ scope: `group ${options.group}`, code: 'GROUP_ID_NOT_FOUND', message: 'No broker that answered lists it, or these credentials may not see it.' }, options);
      return facts.roundFailures.length > 0 ? EXIT.someFailed : status;
    }
    const detail = detailOf(facts, record);
    const failures = [...facts.roundFailures, ...detail.failures];
    for (const failure of failures) say(failure);
    if (options.change === null) {
      const { groupId, groupType, groupState, assignor, members } = groupJson(detail);
      print(options.json ? visibleJson({ groupId, groupType, groupState, assignor, members, failures }) : assignmentText(detail));
      return failures.length > 0 || detail.members === null ? EXIT.someFailed : EXIT.allKnown;
    }
    const racks = areRacksWanted(detail, options.change.assignor) ? await readReplicaRacks(client, subscribedTopics(detail), calls) : null;
    const gone = memberIdsOf(detail, options.change.gone);
    const result = gone.ok ? whatIf(detail, { topics: facts.partitions, racks, paces: new Map(), rebalances: null }, { ...options.change, gone: gone.value }) : gone;
    if (!result.ok) {
      say(result.failure);
      if (options.json) print(visibleJson({ groupId: detail.groupId, whatIf: null, failures: [...failures, result.failure] }));
      return statusOf(result.failure);
    }
    print(options.json ? visibleJson({ ...whatIfJson(result.value), failures }) : whatIfText(result.value));
    return failures.length > 0 ? EXIT.someFailed : EXIT.allKnown;
  });
}

function statusOf({ code }: Failure): number {
  if (WRONG_WISHES.has(code)) return EXIT.usage;
  return REFUSALS.has(code) ? EXIT.refused : EXIT.someFailed;
}

/** `before` and `after` of a partition are places in `members`, null for none. */
function whatIfJson({ groupId, columns, topics, ...rest }: WhatIf) {
  const place = (index: number | undefined): number | null => (index === undefined || index < 0 ? null : index);
  return {
    groupId,
    whatIf: {
      ...rest,
      partitions: Array.from(columns.partition, (partition, row) => ({
        topic: topics[columns.topic[row] ?? 0] ?? '',
        partition,
        before: place(columns.before[row]),
        after: place(columns.after[row]),
        stops: columns.stops[row] === 1,
      })),
    },
  };
}
