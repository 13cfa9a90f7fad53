import { displayName } from '../../shared/display-name';
import { assignmentChange, type AssignmentChange } from '../../shared/what-if';
import { MOST_MEMBERS_ADDED, MOST_PARTITIONS_OF_TOPIC } from '../../shared/what-if-limits';
import { oneGroup, readArguments, refusePositionals } from '../arguments';
import { CONNECTION_OPTIONS, connectionOf, type ConnectionOptions } from '../connection-options';
import { UsageError } from '../usage';

export interface AssignmentOptions extends ConnectionOptions {
  readonly group: string;
  /** Null: only the assignment as it is. */
  readonly change: AssignmentChange | null;
  readonly json: boolean;
}

const WISHES = 'members=+N or members=-N, gone=MEMBER, assignor=NAME, partitions=TOPIC:N, static';

/** Throws UsageError. */
export function parseAssignmentOptions(args: readonly string[]): AssignmentOptions {
  const { values, positionals } = readArguments(args, { ...CONNECTION_OPTIONS, group: { type: 'string', multiple: true }, 'what-if': { type: 'string', multiple: true }, json: { type: 'boolean' } });
  refusePositionals('assignment', positionals);
  return { ...connectionOf(values), group: oneGroup(values.group), change: values['what-if'] === undefined ? null : changeOf(values['what-if']), json: values.json === true };
}

/** `members=+1,assignor=sticky,partitions=orders:12,static`: wishes separated by commas, in one or more texts. Throws UsageError. */
export function changeOf(texts: readonly string[]): AssignmentChange {
  let members = 0;
  let assignor: string | null = null;
  let makeStatic = false;
  const gone: string[] = [];
  const partitions: AssignmentChange['partitions'][number][] = [];
  for (const wish of texts.flatMap((text) => text.split(','))) {
    const [, key = wish, value = ''] = /^([a-z]+)=(.+)$/su.exec(wish) ?? [];
    if (key === 'members' && /^[+-]\d+$/u.test(value)) members = Number(value);
    else if (key === 'gone' && value !== '') gone.push(value);
    else if (key === 'assignor' && value !== '') assignor = value;
    else if (key === 'partitions' && /:\d+$/u.test(value)) partitions.push({ topic: value.slice(0, value.lastIndexOf(':')), partitions: Number(value.slice(value.lastIndexOf(':') + 1)) });
    else if (wish === 'static') makeStatic = true;
    else throw new UsageError(`--what-if takes ${WISHES}, separated by commas, not “${displayName(wish, 80)}”.`);
  }
  const change = assignmentChange.safeParse({ members, gone, assignor, partitions, makeStatic });
  if (!change.success) throw new UsageError(`--what-if takes at most ${MOST_MEMBERS_ADDED} more members, and from 1 to ${MOST_PARTITIONS_OF_TOPIC} partitions of a topic.`);
  return change.data;
}
