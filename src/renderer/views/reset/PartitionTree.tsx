import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { displayName } from '../../../shared/display-name';
import type { OwnTarget } from '../../../shared/reset';
import { formatCount } from '../../../shared/text';
import { formatCounted } from '../../format/format-count';
import { Icon } from '../../ui/Icon';
import { Name } from '../../ui/Name';
import { OwnTargetEditor } from './OwnTargetEditor';
import styles from './PartitionTree.module.css';
import { countChosen, ownTargetKey, ownTargetText, toggle, withOwnTarget, type OwnTargets, type Selection, type TopicToChoose } from './selection';

interface PartitionTreeProps {
  readonly topics: readonly TopicToChoose[];
  readonly selection: Selection;
  readonly onChange: (selection: Selection) => void;
  /** Null: partitions have no targets of their own here. */
  readonly own: { readonly targets: OwnTargets; readonly onChange: (targets: OwnTargets) => void } | null;
}

interface Place {
  readonly topic: string;
  readonly partition: number;
}
type Line = { readonly kind: 'topic'; readonly of: TopicToChoose } | ({ readonly kind: 'partition'; readonly said: string } & Place);

const LINE_HEIGHT = 24;
/** So many partitions are listed without being asked for. */
const OPEN_AT_FIRST = 24;

/** Which partitions: by topic, searched, all at once or one by one; and where single ones go that go elsewhere. */
export function PartitionTree({ topics, selection, onChange, own }: PartitionTreeProps) {
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(topics.filter(({ partitions }) => partitions.length <= OPEN_AT_FIRST).map(({ topic }) => topic)));
  const [edited, setEdited] = useState<Place | null>(null);
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
                      label={<PartitionLabel partition={line.partition} target={own?.targets.get(ownTargetKey(line.topic, line.partition))?.target ?? null} />}
                      name={`${displayName(line.topic, 80)}-${line.partition}`}
                      count={line.said}
                      isOn={selection.get(line.topic)?.has(line.partition) === true}
                      onToggle={(on) => onChange(toggle(selection, line.topic, [line.partition], on))}
                    />
                    {own === null ? null : (
                      <button type="button" className={styles.more} title="Give it a target of its own" aria-label={`Own target of ${displayName(line.topic, 80)}-${line.partition}`} onClick={() => setEdited({ topic: line.topic, partition: line.partition })}>
                        <Icon name="gear" />
                      </button>
                    )}
                  </span>
                )}
              </div>
            );
          })}
        </div>
        {found.length === 0 ? <p className={styles.none}>{topics.length === 0 ? 'There is no partition to choose.' : 'No topic matches.'}</p> : null}
      </div>
      {own === null || own.targets.size === 0 ? null : (
        <p className={styles.owns}>
          {formatCounted(own.targets.size, 'partition')} {own.targets.size === 1 ? 'has a target of its own' : 'have targets of their own'}.{' '}
          <button type="button" className={styles.link} onClick={() => own.onChange(new Map())}>
            Clear
          </button>
        </p>
      )}
      {own === null || edited === null ? null : (
        <OwnTargetEditor
          key={ownTargetKey(edited.topic, edited.partition)}
          name={`${displayName(edited.topic, 40)}-${edited.partition}`}
          target={own.targets.get(ownTargetKey(edited.topic, edited.partition))?.target ?? null}
          onSet={(target) => {
            own.onChange(withOwnTarget(own.targets, edited.topic, edited.partition, target));
            if (target !== null) onChange(toggle(selection, edited.topic, [edited.partition], true));
            setEdited(null);
          }}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}

interface TopicLineProps {
  readonly of: TopicToChoose;
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

function PartitionLabel({ partition, target }: { readonly partition: number; readonly target: OwnTarget['target'] | null }) {
  return (
    <>
      {partition}
      {target === null ? null : <span className={styles.own}> {ownTargetText(target)}</span>}
    </>
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
