/** A wrong command line: what is wrong, in one sentence. Exit status 1. */
export class UsageError extends Error {}

export const USAGE = `Usage: offsight COMMAND --bootstrap-server HOST:PORT[,HOST:PORT] [options]

Commands
  groups               every group: type, state, verdict, members, partitions, total lag
  describe             offsets and lag of every partition of some groups
  watch                like groups (or describe, with --group), drawn again in place until Ctrl-C
  reset                moves committed offsets; a dry run unless --execute
  skip                 moves one partition past one record, or --records N
  delete-offsets       deletes committed offsets of some topics
  delete-group         deletes groups without members
  undo ID              puts back what was committed before an operation
  audit                what was changed from this computer
  records              records of one partition, read without a group
  rounds               how heavy Offsight is on a cluster: one line for each of several polls

Connection
  --bootstrap-server   one or more brokers, host:port, separated by commas
  --command-config     a client.properties file with TLS and SASL settings, as Kafka's own tools read it
  --timeout            deadline of connecting and of each call, in milliseconds (default 10000)

groups, watch
  --state A,B          only groups in these states, as the broker names them
  --type A,B           only groups of these types: classic, consumer, share, streams

describe, watch
  --group G            a group; may be given more than once
  --all-groups         every group
  --members            members instead of partitions

rounds, watch
  --count N            how many rounds (rounds: default 10; watch: until Ctrl-C)
  --interval MS        from the start of one round to the start of the next (rounds: default 0; watch: default 5000)

reset
  --group G, --all-groups; --topic T or T:0,1, --all-topics
  --to-earliest, --to-latest, --to-current, --to-offset N, --shift-by N, --to-datetime T, --by-duration D, --to-group G, --from-file CSV
  --no-record-to-latest  where no record is as new as the time: go to the log end, instead of leaving it
  --create-group       if the group does not exist
  --export             the plan as CSV, as Kafka's own tool writes it

records
  --topic T --partition P; --offset O or --time T to begin at (else the last ones); --max N (default 10)

What changes something (reset, skip, delete-offsets, delete-group, undo)
  --execute            do it; without, only the plan is shown
  --reason TEXT        kept in the audit

  --json               one JSON value instead of a table (rounds: one line each)
  --help, --version

Exit status: 0 all is known, 1 wrong usage, 2 some of it could not be read (standard error says what),
3 the cluster was not reached, 4 refused: nothing was changed (members, drift, disk).`;
