/**
 * The order in which Java's HashMap and HashSet hand out keys that were put in as given. Kafka's sticky and uniform assignors
 * walk such tables, so who keeps a partition that one of several must give up depends on it.
 * `table`: `grown` by putting one key after the other, or made at once as a `copy` of another collection. It never shrinks:
 * `most` keys were once in it.
 */
export function javaHashOrder<Key>(keys: readonly Key[], hashOf: (key: Key) => number, table: 'grown' | 'copy' = 'grown', most = keys.length): readonly Key[] {
  const size = table === 'grown' ? grownSize(most) : copySize(most);
  const bucketOf = (key: Key): number => {
    const hash = hashOf(key);
    return (hash ^ (hash >>> 16)) & (size - 1);
  };
  // Keys of one bucket stay in the order in which they were put in: the sort is stable.
  return keys
    .map((key) => ({ key, bucket: bucketOf(key) }))
    .sort((left, right) => left.bucket - right.bucket)
    .map(({ key }) => key);
}

/** Java's String.hashCode. */
export function javaStringHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

/** Kafka's Uuid.hashCode of a topic id in base64url: the four words of 32 bits, exclusively or-ed. */
export function topicIdHash(topicId: string): number {
  const bytes = topicIdBytes(topicId);
  return bytes.getInt32(0) ^ bytes.getInt32(4) ^ bytes.getInt32(8) ^ bytes.getInt32(12);
}

/** Kafka's Uuid.compareTo: both halves as signed numbers. */
export function compareTopicIds(left: string, right: string): number {
  const one = topicIdBytes(left);
  const other = topicIdBytes(right);
  for (const at of [0, 8]) {
    const difference = one.getBigInt64(at) - other.getBigInt64(at);
    if (difference !== 0n) return difference < 0n ? -1 : 1;
  }
  return 0;
}

function topicIdBytes(topicId: string): DataView {
  const bytes = new Uint8Array(16);
  bytes.set(Buffer.from(topicId, 'base64url').subarray(0, 16));
  return new DataView(bytes.buffer);
}

/** A table doubles once it is more than three quarters full. */
function grownSize(keys: number): number {
  let size = 16;
  while (keys > size * 0.75) size *= 2;
  return size;
}

function copySize(keys: number): number {
  const wished = Math.max(Math.floor(Math.fround(keys / 0.75)) + 1, 16);
  let size = 16;
  while (size < wished) size *= 2;
  return size;
}
