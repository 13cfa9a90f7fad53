/** A wrong command line: what is wrong, in one sentence. Exit status 1. */
export class UsageError extends Error {}

export const USAGE = `Usage: offsight COMMAND --bootstrap-server HOST:PORT[,HOST:PORT] [options]
       offsight COMMAND --cluster NAME [options]

Commands that only read
  groups               every group: type, state, verdict, members, partitions, total lag
  describe             offsets and lag of every partition of some groups
  rebalances           what was done to a group's members from this computer, and the rebalances seen while it is watched
  assignment           who has which partitions of a group, or with --what-if who would
  watch                like groups (or describe, with --group), drawn again in place until Ctrl-C
  records              records of one partition, read without a group
  audit                what was changed from this computer, or with --shared by a team
  rounds               how heavy Offsight is on a cluster: one line for each of several polls

Commands that change something: a dry run unless --execute
  reset                moves committed offsets
  skip                 moves one partition past one record, or --records N
  undo ID              puts back what was committed before an operation; audit lists the ids; --again once more
  delete-offsets       deletes committed offsets of some topics
  delete-group         deletes groups without members
  rebalance            triggers one rebalance of a classic group; nobody is removed
  remove-members       removes members; those whose processes live come straight back

Connection
  --bootstrap-server   one or more brokers, host:port, separated by commas
  --command-config     a client.properties file with TLS and SASL settings, as Kafka's own tools read it
  --cluster NAME       instead of both: a cluster that was saved in the window, with its environment's guards
  --timeout            deadline of connecting and of each call, in milliseconds (default 10000)

groups, watch
  --state A,B          only groups in these states, as the broker names them
  --type A,B           only groups of these types: classic, consumer, share, streams

describe, watch
  --group G            a group; may be given more than once
  --all-groups         every group
  --members            members instead of partitions

assignment
  --group G            one group
  --what-if A,B        what is to be different: members=+N or members=-N, gone=MEMBER, assignor=NAME, partitions=TOPIC:N, static;
                       MEMBER is a member id, or an instance id or client id that only one has

rounds, watch
  --count N            how many rounds (rounds: default 10; watch: until Ctrl-C)
  --interval MS        from the start of one round to the start of the next (rounds: default 0; watch: default 5000)

reset
  --group G            a group; may be given more than once. Or --all-groups
  --topic T[:0,1]      a topic, or some of its partitions; may be given more than once. Or --all-topics: all that is committed
  where to, one of:
  --to-earliest        the log start
  --to-latest          the log end
  --to-current         where it is; of partitions without a commit the log end
  --to-offset N        an offset; outside the log its nearest end
  --shift-by N         N records on, or back if negative
  --to-datetime T      the first record at or after it: 2026-11-21T14:30:00, with .SSS and a zone if wished, else UTC
  --by-duration D      so long before now: PT1H30M, P2D
  --to-group G         where another group is
  --from-file CSV      topic,partition,offset of one group, or group,topic,partition,offset
  --no-record-to-latest  where no record is as new as the time: go to the log end, instead of leaving it
  --create-group       if the group does not exist
  --times              shows the times of the records at the old and the new offsets
  --export             prints the plan as CSV, as Kafka's own tool writes it

skip
  --group G --topic T --partition P, and --records N for more than one

delete-offsets, delete-group
  --group G            delete-group: may be given more than once
  --topic T[:0,1]      delete-offsets: may be given more than once

rebalance, remove-members
  --group G            one group
  remove-members, one of:
  --member-id M        a member; may be given more than once, also together with --instance-id
  --instance-id I      a static member; frees the partitions of a dead one now
  --host H             all members on one host, as describe --members names it
  --all                all members

rebalances
  --group G            one group
  --watch SECONDS      how long it is watched; each rebalance is printed as it ends (default: only how it is now)
  --since D            what was done from this computer in the last 30s, 30m, 1h, 2d (default 1h)

reset, skip, undo, delete-offsets, delete-group, rebalance, remove-members
  --dry-run            show what would be done (the default)
  --execute            do it
  --reason TEXT        kept in the audit; --cluster in staging and production asks for it
  --confirm NAME       --cluster in production: the name of the group; of several groups the name of the cluster
  --watch SECONDS      reset, skip, undo: go on reading what was applied, and say what something else moves back (default 0)

records
  --topic T --partition P
  --offset O, --time T, --last   where to begin; --last (the default) shows the newest
  --max N              how many records (default 10, at most 10000)
  --format F           text (default, values cut), json (whole), hex

audit
  --search TEXT        only operations of which any part has the text
  --verify             only whether the chain of lines is whole
  --export             the lines as they are in the file
  --shared             instead: what the newest lines tell of the topic that a team shares
  --topic T            --shared: which one (default: the audit topic of the saved cluster, else offsight-audit)

  --json               one JSON value instead of a table (rounds: one line each); {"error":…} where nothing could be done at all
  --help, --version    COMMAND --help tells only of that command

Exit status: 0 all is known or was applied and read back, 1 wrong usage, 2 some of it was not (standard error says what),
3 the cluster was not reached, 4 refused and nothing was changed (members, guards, drift, disk, or there is no such thing for this kind of group), 130 ended by Ctrl-C before anything was changed, or while watching.
Ctrl-C while changes are applied stops after the batch that is under way, reads back, and says what was applied: status 2.
A second one ends at once; audit then lists what was begun without a result.`;

/** The part of the help that is about one command; all of it where that is none. */
export function usageOf(command: string): string {
  const [, ...blocks] = USAGE.split('\n\n');
  const line = blocks.flatMap((block) => block.split('\n')).find((each) => each.startsWith(`  ${command} `));
  if (line === undefined) return USAGE;
  const own = blocks.filter((block) => block.startsWith('Connection\n') || (block.split('\n')[0] ?? '').split(', ').includes(command));
  return [`Usage: offsight ${command} --bootstrap-server HOST:PORT[,HOST:PORT] [options], or with --cluster NAME`, line, ...own, ...(command === 'watch' ? [] : ['  --json               one JSON value instead of a table']), 'offsight --help tells of all commands and of the exit status.'].join('\n\n');
}
