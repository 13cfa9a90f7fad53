/** The codes of Kafka's errors that a judgement rests on; all others are only named. */
export const UNKNOWN_TOPIC_OR_PARTITION = 3;
export const TOPIC_AUTHORIZATION_FAILED = 29;
export const GROUP_AUTHORIZATION_FAILED = 30;
export const GROUP_ID_NOT_FOUND = 69;
/** Ours: the brokers name more partitions of it than we read. */
export const TOO_MANY_PARTITIONS = -1002;
