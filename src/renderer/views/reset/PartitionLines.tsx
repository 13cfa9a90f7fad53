import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { Icon } from '../../ui/Icon';
import { Name } from '../../ui/Name';
import { Check } from './Check';
import styles from './PartitionTree.module.css';
import { ownTargetKey, ownTargetText, toggle, toggleTopics, type OwnTargets, type Place, type Selection, type TopicToChoose } from './selection';

interface PartitionLinesProps {
  readonly topics: readonly TopicToChoose[];
  /** Why there are none. */
  readonly empty: string;
  readonly selection: Selection;
  readonly onChange: (selection: Selection) => void;
  /** Null: partitions have no targets of their own here. */
  readonly own: OwnTargets | null;
  readonly onEdit: (place: Place) => void;
}

type Line = { readonly kind: 'topic'; readonly of: TopicToChoose } | ({ readonly kind: 'partition'; readonly said: string } & Place);

const LINE_HEIGHT = 24;
/** So many partitions are listed without being asked for. */
const OPEN_AT_FIRST = 24;

/** Topics, and the partitions of those that are open, of which only the lines in view are in the page. */
export function PartitionLines({ topics, empty, selection, onChange, own, onEdit }: PartitionLinesProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(topics.filter(({ partitions }) => partitions.length <= OPEN_AT_FIRST).map(({ topic }) => topic)));
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => topics.flatMap((of): Line[] => [{ kind: 'topic', of }, ...(open.has(of.topic) ? of.partitions.map((each) => ({ kind: 'partition' as const, topic: of.topic, ...each })) : [])]), [topics, open]);
  const virtual = useVirtualizer({ count: lines.length, getScrollElement: () => scroller.current, estimateSize: () => LINE_HEIGHT, overscan: 8, initialRect: { width: 240, height: 300 } });
  return (
    <div ref={scroller} className={styles.lines} role="group" aria-label="Topics and partitions">
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          return line === undefined ? null : (
            <div key={item.key} className={styles.line} style={{ top: item.start }}>
              {line.kind === 'topic' ? (
                <TopicLine of={line.of} selection={selection} isOpen={open.has(line.of.topic)} onOpen={() => setOpen(flip(open, line.of.topic))} onChange={onChange} />
              ) : (
                <PartitionLine place={line} said={line.said} selection={selection} own={own} onChange={onChange} onEdit={onEdit} />
              )}
            </div>
          );
        })}
      </div>
      {topics.length === 0 ? <p className={styles.none}>{empty}</p> : null}
    </div>
  );
}

interface TopicLineProps extends Pick<PartitionLinesProps, 'selection' | 'onChange'> {
  readonly of: TopicToChoose;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function TopicLine({ of: { topic, partitions }, selection, isOpen, onOpen, onChange }: TopicLineProps) {
  const chosen = selection.get(topic)?.size ?? 0;
  return (
    <span className={styles.topic}>
      <button type="button" className={isOpen ? styles.opened : styles.closed} aria-expanded={isOpen} aria-label={`Partitions of ${displayName(topic, 80)}`} onClick={onOpen}>
        <Icon name="caret" />
      </button>
      <Check
        label={<Name text={topic} />}
        name={displayName(topic, 120)}
        count={`${formatCount(chosen)} of ${formatCount(partitions.length)}`}
        isOn={chosen === partitions.length}
        isPart={chosen > 0 && chosen < partitions.length}
        onToggle={(on) => onChange(toggleTopics(selection, [{ topic, partitions }], on))}
      />
    </span>
  );
}

interface PartitionLineProps extends Pick<PartitionLinesProps, 'selection' | 'onChange' | 'own' | 'onEdit'> {
  readonly place: Place;
  /** What stands beside it. */
  readonly said: string;
}

function PartitionLine({ place: { topic, partition }, said, selection, own, onChange, onEdit }: PartitionLineProps) {
  const name = `${displayName(topic, 80)}-${partition}`;
  const target = own?.get(ownTargetKey(topic, partition))?.target ?? null;
  const label = target === null ? partition : <>{partition}<span className={styles.own}> {ownTargetText(target)}</span></>;
  return (
    <span className={styles.partition}>
      <Check label={label} name={name} count={said} isOn={selection.get(topic)?.has(partition) === true} onToggle={(on) => onChange(toggle(selection, topic, [partition], on))} />
      {own === null ? null : (
        <button type="button" className={styles.more} title="Give it a target of its own" aria-label={`Own target of ${name}`} onClick={() => onEdit({ topic, partition })}>
          <Icon name="gear" />
        </button>
      )}
    </span>
  );
}

function flip(open: ReadonlySet<string>, topic: string): ReadonlySet<string> {
  const changed = new Set(open);
  if (!changed.delete(topic)) changed.add(topic);
  return changed;
}
