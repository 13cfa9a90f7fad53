import { formatCount } from '../../shared/text';
import styles from './ChangeMatrix.module.css';
import type { OwnershipLayout } from './ownership-layout';

interface ChangeHeadsProps {
  readonly layout: OwnershipLayout;
  /** Per partition: index into `topics`, and its number. */
  readonly topic: Int32Array;
  readonly number: Int32Array;
  readonly topics: readonly string[];
  readonly left: number;
  /** Of what is pointed at; null: nothing is. */
  readonly text: string | null;
}

/** Narrower columns have no room for their numbers. */
const NUMBER_ROOM = 15;
/** Of the last topic's name beyond its columns. */
const BEYOND = 52;

export function headHeight(kind: OwnershipLayout['kind']): number {
  return kind === 'matrix' ? 30 : 16;
}

/** Topics over their columns and each partition's number; where cells are packed, what there is. */
export function ChangeHeads({ layout, topic, number, topics, left, text }: ChangeHeadsProps) {
  const isMatrix = layout.kind === 'matrix';
  return (
    <div className={styles.heads}>
      <p className={styles.head} style={{ paddingLeft: left }}>
        <bdi>{text ?? (isMatrix ? '' : headText(topic, topics))}</bdi>
      </p>
      {text !== null || !isMatrix ? null : (
        <div className={styles.topics} aria-hidden="true">
          {spansOf(topic).map(({ index, from: first, to: end }) => (
            <bdi key={index} title={topics[index]} style={{ left: left + layout.x[first]!, width: layout.x[end]! + layout.pitch - layout.x[first]! + (end === topic.length - 1 ? BEYOND : 0) }}>
              {topics[index]}
            </bdi>
          ))}
        </div>
      )}
      {isMatrix ? (
        <div className={styles.numbers} aria-hidden="true">
          {Array.from(number, (each, partition) =>
            layout.pitch >= NUMBER_ROOM || each % 5 === 0 ? (
              <span key={partition} style={{ left: left + layout.x[partition]! - 4, width: layout.cell + 8 }}>
                {each}
              </span>
            ) : null,
          )}
        </div>
      ) : null}
    </div>
  );
}

/** First and last partition of each topic. */
function spansOf(topic: Int32Array): { readonly index: number; readonly from: number; to: number }[] {
  const spans: { index: number; from: number; to: number }[] = [];
  topic.forEach((index, partition) => {
    const last = spans[spans.length - 1];
    if (last !== undefined && last.index === index) last.to = partition;
    else spans.push({ index, from: partition, to: partition });
  });
  return spans;
}

function headText(topic: Int32Array, topics: readonly string[]): string {
  const used = new Set(topic);
  const [only] = used;
  return `${used.size === 1 && only !== undefined ? (topics[only] ?? '') : `${formatCount(used.size)} topics`}; what is taken over first`;
}

