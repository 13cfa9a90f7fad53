/** Kafka's own assignors by the protocol that uses them; `consumer`: the broker's, of KIP-848. */
export const KAFKA_ASSIGNORS = {
  classic: ['range', 'roundrobin', 'sticky', 'cooperative-sticky'],
  consumer: ['uniform', 'range'],
} as const;
