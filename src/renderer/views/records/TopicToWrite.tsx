import { useMemo } from 'react';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { compareNames } from '../../format/compare-names';
import { useFreshReading } from '../../state/reading';
import { Input } from '../../ui/Input';
import { Name } from '../../ui/Name';
import { readersText } from './readers-text';
import styles from './RecordsPage.module.css';

interface TopicToWriteProps {
  readonly profileId: string;
  /** The one that the record is in. */
  readonly from: string;
  readonly topic: string;
  readonly onChoose: (topic: string) => void;
}

const MOST_OFFERED = 4;

/** Which topic a record is copied to: searched, or typed; and who would read it there. */
export function TopicToWrite({ profileId, from, topic, onChoose }: TopicToWriteProps) {
  const { value: topics } = useFreshReading('topics:read', { profileId });
  const wanted = topic.trim().toLowerCase();
  const found = useMemo(() => (topics ?? []).filter((each) => each.topic !== from && each.topic.toLowerCase().includes(wanted)).sort((left, right) => compareNames(left.topic, right.topic)), [topics, from, wanted]);
  const chosen = topics?.find((each) => each.topic === topic);
  return (
    <div className={styles.toTopic}>
      <label htmlFor="copy-to-topic">
        <span>Topic to write to; it must exist</span>
        <Input id="copy-to-topic" mono autoFocus value={topic} maxLength={249} placeholder="search, or type its name" onChange={(event) => onChoose(event.target.value)} />
      </label>
      {topic === from ? (
        <p role="alert" className={styles.problem}>The record is in this topic: its groups would read it once more.</p>
      ) : chosen !== undefined ? (
        <Readers profileId={profileId} topic={topic} />
      ) : (
        <ul className={styles.offers} aria-label="Topics">
          {found.slice(0, MOST_OFFERED).map((each) => (
            <li key={each.topic}>
              <button type="button" title={displayName(each.topic, 300)} onClick={() => onChoose(each.topic)}>
                <Name text={each.topic} />
              </button>
            </li>
          ))}
          <li>{topics === null ? '' : found.length === 0 ? 'This cluster lists no such topic.' : found.length > MOST_OFFERED ? `and ${formatCount(found.length - MOST_OFFERED)} more` : ''}</li>
        </ul>
      )}
    </div>
  );
}

function Readers({ profileId, topic }: { readonly profileId: string; readonly topic: string }) {
  const { value, failure } = useFreshReading('topic:read', { profileId, topic });
  if (value === null) return <p>{failure === null ? '' : `Which groups read it is not known: ${displayName(failure.message, 200)}`}</p>;
  const text = readersText(value.groups.map(({ groupId }) => groupId));
  return text === null ? <p>No group that is known reads it.</p> : <p role="alert" className={styles.readers}>{text}</p>;
}
