/** A wrong command line: what is wrong, in one sentence. Exit status 1. */
export class UsageError extends Error {}

export const USAGE = `Usage: offsight COMMAND --bootstrap-server HOST:PORT[,HOST:PORT] [options]

Commands
  groups               every group: type, state, verdict, members, partitions, total lag
  describe             offsets and lag of every partition of some groups
  watch                like groups (or describe, with --group), drawn again in place until Ctrl-C
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

  --json               one JSON value instead of a table (rounds: one line each)
  --help, --version

Exit status: 0 all is known, 1 wrong usage, 2 some of it could not be read (standard error says what),
3 the cluster was not reached.`;
