/**
 * One line of a file as kafka-consumer-groups.sh exports and imports it, without its end: topic,partition,offset, or with the group before them
 * (`groupId` null: without). There is no header.
 */
export function offsetLine(groupId: string | null, topic: string, partition: number, offset: number): string {
  return `${groupId === null ? '' : `${quoted(groupId)},`}${quoted(topic)},${partition},${offset}`;
}

/** Also where a reader would take a space at the edge away. */
function quoted(name: string): string {
  return /[",\r\n]|^\s|\s$/u.test(name) ? `"${name.replace(/"/gu, '""')}"` : name;
}
