import { useMemo, useState } from 'react';
import { displayName } from '../../../shared/display-name';
import { formatCount, formatCounted } from '../../../shared/text';
import { Icon } from '../../ui/Icon';
import { Check } from './Check';
import { OwnTargetEditor } from './OwnTargetEditor';
import { PartitionLines } from './PartitionLines';
import styles from './PartitionTree.module.css';
import { ownTargetKey, toggle, toggleTopics, withOwnTarget, type OwnTargets, type Place, type Selection, type TopicToChoose } from './selection';

interface PartitionTreeProps {
  readonly topics: readonly TopicToChoose[];
  readonly selection: Selection;
  readonly onChange: (selection: Selection) => void;
  /** Null: partitions have no targets of their own here. */
  readonly own: { readonly targets: OwnTargets; readonly onChange: (targets: OwnTargets) => void } | null;
}

/** Which partitions: by topic, searched, all at once or one by one; and where single ones go that go elsewhere. */
export function PartitionTree({ topics, selection, onChange, own }: PartitionTreeProps) {
  const [search, setSearch] = useState('');
  const [edited, setEdited] = useState<Place | null>(null);
  const wanted = search.trim().toLowerCase();
  const found = useMemo(() => topics.filter(({ topic }) => topic.toLowerCase().includes(wanted)), [topics, wanted]);
  const total = found.reduce((sum, { partitions }) => sum + partitions.length, 0);
  const chosen = found.reduce((sum, { topic }) => sum + (selection.get(topic)?.size ?? 0), 0);
  return (
    <div className={styles.tree}>
      <label className={styles.search}>
        <Icon name="search" />
        <input type="search" aria-label="Search topics" placeholder="Search topics" spellCheck={false} value={search} onChange={(event) => setSearch(event.target.value)} />
      </label>
      <Check label={wanted === '' ? 'All' : 'All that match'} count={`${formatCount(chosen)} of ${formatCount(total)}`} isOn={total > 0 && chosen === total} isPart={chosen > 0 && chosen < total} onToggle={(on) => onChange(toggleTopics(selection, found, on))} />
      <PartitionLines topics={found} empty={topics.length === 0 ? 'There is no partition to choose.' : 'No topic matches.'} selection={selection} onChange={onChange} own={own?.targets ?? null} onEdit={setEdited} />
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
