import type { GroupWarning } from './reset';

/** What to know of a whole group, one sentence each. */
export const GROUP_WARNING_TEXTS: Readonly<Record<GroupWarning, string>> = {
  streams: 'It is a Kafka Streams application: its state stores and internal topics are not reset with its offsets. Kafka’s own kafka-streams-application-reset does that.',
  connect: 'It is named as a sink connector’s group: Connect moves its offsets back unless the connector is stopped, and has its own way to change them (PATCH /connectors/NAME/offsets).',
};
