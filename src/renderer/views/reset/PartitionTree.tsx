import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { Icon } from '../../ui/Icon';
import { Name } from '../../ui/Name';
import { countChosen, toggle, type Selection, type TopicOfGroup } from './selection';
import styles from './PartitionTree.module.css';

interface PartitionTreeProps {
  readonly topics: readonly TopicOfGroup[];
  readonly selection: Selection;
  readonly onChange: (selection: Selection) => void;
}

type Line = { readonly kind: 'topic'; readonly of: TopicOfGroup } | { readonly kind: 'partition'; readonly topic: string; readonly partition: number; readonly committed: number | null };

const LINE_HEIGHT = 24;
/** So many partitions are listed without being asked for. */
const OPEN_AT_FIRST = 24;

/** Which partitions: by topic, searched, all at once or one by one. */
export function PartitionTree({ topics, selection, onChange }: PartitionTreeProps) {
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(topics.filter(({ partitions }) => partitions.length <= OPEN_AT_FIRST).map(({ topic }) => topic)));
  const scroller = useRef<HTMLDivElement>(null);
  const found = useMemo(() => topics.filter(({ topic }) => topic.toLowerCase().includes(search.trim().toLowerCase())), [topics, search]);
  const lines = useMemo(() => found.flatMap((of): Line[] => [{ kind: 'topic', of }, ...(open.has(of.topic) ? of.partitions.map((each) => ({ kind: 'partition' as const, topic: of.topic, ...each })) : [])]), [found, open]);
  const virtual = useVirtualizer({ count: lines.length, getScrollElement: () => scroller.current, estimateSize: () => LINE_HEIGHT, overscan: 8, initialRect: { width: 240, height: 300 } });
  const total = topics.reduce((sum, { partitions }) => sum + partitions.length, 0);
  const setAll = (on: boolean) => onChange(found.reduce((chosen, { topic, partitions }) => toggle(chosen, topic, partitions.map(({ partition }) => partition), on), selection));
  const chosen = countChosen(selection);
  return (
    <div className={styles.tree}>
      <label className={styles.search}>
        <Icon name="search" />
        <input type="search" aria-label="Search topics" placeholder="Search topics" spellCheck={false} value={search} onChange={(event) => setSearch(event.target.value)} />
      </label>
      <Check label="All" count={`${formatCount(chosen)} of ${formatCount(total)}`} isOn={chosen === total} isPart={chosen > 0 && chosen < total} onToggle={setAll} />
      <div ref={scroller} className={styles.lines} role="group" aria-label="Topics and partitions">
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index];
            return line === undefined ? null : (
              <div key={item.key} className={styles.line} style={{ top: item.start }}>
                {line.kind === 'topic' ? (
                  <TopicLine of={line.of} selection={selection} isOpen={open.has(line.of.topic)} onOpen={() => setOpen(flip(open, line.of.topic))} onChange={onChange} />
                ) : (
                  <span className={styles.partition}>
                    <Check
                      label={String(line.partition)}
                      name={`${displayName(line.topic, 80)}-${line.partition}`}
                      count={line.committed === null ? 'none' : formatCount(line.committed)}
                      isOn={selection.get(line.topic)?.has(line.partition) === true}
                      onToggle={(on) => onChange(toggle(selection, line.topic, [line.partition], on))}
                    />
                  </span>
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface TopicLineProps {
  readonly of: TopicOfGroup;
  readonly selection: Selection;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onChange: (selection: Selection) => void;
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
        onToggle={(on) => onChange(toggle(selection, topic, partitions.map(({ partition }) => partition), on))}
      />
    </span>
  );
}

interface CheckProps {
  readonly label: React.ReactNode;
  /** For screen readers, where the label alone does not say it. */
  readonly name?: string;
  readonly count: string;
  readonly isOn: boolean;
  readonly isPart?: boolean;
  readonly onToggle: (on: boolean) => void;
}

function Check({ label, name, count, isOn, isPart = false, onToggle }: CheckProps) {
  return (
    <label className={styles.check}>
      <input
        type="checkbox"
        aria-label={name}
        checked={isOn}
        ref={(box) => {
          if (box !== null) box.indeterminate = isPart;
        }}
        onChange={(event) => onToggle(event.target.checked)}
      />
      <span className={styles.label}>{label}</span>
      <span className={`${styles.count} mono`}>{count}</span>
    </label>
  );
}

function flip(open: ReadonlySet<string>, topic: string): ReadonlySet<string> {
  const changed = new Set(open);
  if (!changed.delete(topic)) changed.add(topic);
  return changed;
}
