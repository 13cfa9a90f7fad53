import { displayName } from '../../../shared/display-name';

/** Long names keep both ends: topics of one team often differ only at the end. */
const LABEL_LIMIT = 80;

/** `orders-3`, ready for the screen. */
export function partitionLabel(topic: string, partition: number): string {
  return `${topicLabel(topic)}-${partition}`;
}

/** A topic's name, ready for the screen. */
export function topicLabel(topic: string): string {
  return topic === '' ? '(empty name)' : displayName(topic, LABEL_LIMIT);
}
