import { KAFKA_ASSIGNORS } from '../../../shared/assignors';
import type { GroupDetail } from '../../../shared/group';
import { displayName } from '../../../shared/display-name';
import type { AssignmentChange } from '../../../shared/what-if';
import { MOST_MEMBERS_ADDED, MOST_PARTITIONS_OF_TOPIC } from '../../../shared/what-if-limits';
import { Button } from '../../ui/Button';
import { Input } from '../../ui/Input';
import { topicLabel } from '../group/partition-label';
import styles from './WhatIf.module.css';

interface WhatIfControlsProps {
  readonly detail: GroupDetail;
  /** Member names by index, ready for the screen. */
  readonly names: readonly string[];
  readonly change: AssignmentChange;
  readonly onChange: (change: AssignmentChange) => void;
  readonly onAsItIs: () => void;
}

/** What is to be different. */
export function WhatIfControls({ detail, names, change, onChange, onAsItIs }: WhatIfControlsProps) {
  const members = detail.members ?? [];
  const assignors: readonly string[] = KAFKA_ASSIGNORS[detail.groupType === 'consumer' ? 'consumer' : 'classic'];
  const set = (part: Partial<AssignmentChange>): void => onChange({ ...change, ...part });
  const [grown] = change.partitions;
  const counts = partitionCounts(detail);
  const topic = grown?.topic ?? detail.topics[0] ?? '';
  return (
    <div className={styles.controls} role="group" aria-label="What is different">
      <span className={styles.control}>
        <span id="what-if-members">Members</span>
        <Button small aria-label="One member less" disabled={members.length - change.gone.length + change.members <= 1} onClick={() => set({ members: change.members - 1 })}>
          −
        </Button>
        <Input className={styles.number ?? ''} aria-labelledby="what-if-members" inputMode="numeric" value={String(members.length - change.gone.length + change.members)} onChange={(event) => set({ members: membersFrom(event.target.value, members.length - change.gone.length, change.members) })} />
        <Button small aria-label="One member more" onClick={() => set({ members: Math.min(MOST_MEMBERS_ADDED, change.members + 1) })}>
          +
        </Button>
      </span>
      <label className={styles.control}>
        without
        <select className={styles.select} value={change.gone[0] ?? ''} onChange={(event) => set({ gone: event.target.value === '' ? [] : [event.target.value] })}>
          <option value="">nobody in particular</option>
          {members.map((member, index) => (
            <option key={member.memberId} value={member.memberId}>
              {names[index]}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.control}>
        Assignor
        <select className={styles.select} value={change.assignor ?? ''} onChange={(event) => set({ assignor: event.target.value === '' ? null : event.target.value })}>
          <option value="">as it is{detail.assignor === null ? '' : `: ${displayName(detail.assignor, 40)}`}</option>
          {assignors.map((assignor) => (
            <option key={assignor} value={assignor}>
              {assignor}
            </option>
          ))}
        </select>
      </label>
      <span className={styles.control}>
        <span id="what-if-partitions">Partitions of</span>
        <select className={styles.select} aria-label="Topic that gets partitions" value={topic} onChange={(event) => set({ partitions: [{ topic: event.target.value, partitions: counts.get(event.target.value) ?? 1 }] })}>
          {detail.topics.map((each) => (
            <option key={each} value={each}>
              {topicLabel(each)}
            </option>
          ))}
        </select>
        <Input className={styles.number ?? ''} aria-labelledby="what-if-partitions" inputMode="numeric" value={String(grown?.partitions ?? counts.get(topic) ?? 0)} onChange={(event) => set({ partitions: partitionsFrom(event.target.value, topic, counts.get(topic) ?? 0) })} />
      </span>
      {detail.groupType === 'consumer' ? null : (
        <label className={styles.control}>
          <input type="checkbox" checked={change.makeStatic} onChange={(event) => set({ makeStatic: event.target.checked })} />
          static members
        </label>
      )}
      <Button small kind="quiet" onClick={onAsItIs}>
        As it is
      </Button>
    </div>
  );
}

function membersFrom(text: string, now: number, otherwise: number): number {
  const wanted = Number.parseInt(text, 10);
  return Number.isNaN(wanted) ? otherwise : Math.max(-now + 1, Math.min(MOST_MEMBERS_ADDED, wanted - now));
}

/** A topic only grows. */
function partitionsFrom(text: string, topic: string, now: number): AssignmentChange['partitions'] {
  const wanted = Math.min(MOST_PARTITIONS_OF_TOPIC, Number.parseInt(text, 10));
  return Number.isNaN(wanted) || wanted === now || topic === '' || wanted < 1 ? [] : [{ topic, partitions: wanted }];
}

function partitionCounts({ columns, topics }: GroupDetail): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  columns.topic.forEach((index) => {
    const topic = topics[index] ?? '';
    counts.set(topic, (counts.get(topic) ?? 0) + 1);
  });
  return counts;
}
