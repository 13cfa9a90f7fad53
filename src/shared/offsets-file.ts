/** The committed offsets of groups as files. */
export interface OffsetsFile {
  /** As kafka-consumer-groups.sh exports and imports: no header; topic,partition,offset of one group, group,topic,partition,offset of several. A name that is not UTF-8 is not right in it. */
  readonly csv: string;
  /** All of it, leader epochs and metadata too, and names that are not UTF-8. */
  readonly json: string;
}
