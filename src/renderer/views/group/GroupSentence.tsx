import type { GroupDetail } from '../../../shared/group';
import { formatDuration } from '../../../shared/text';
import { VERDICT_LEVEL } from '../../../shared/verdict';
import { displayName } from '../../../shared/display-name';
import { formatTime, formatZone, type TimeZoneChoice } from '../../format/format-time';
import { Icon } from '../../ui/Icon';
import { VERDICT_ICON } from '../../ui/VerdictMark';
import styles from './GroupHeader.module.css';

const DURATION = /for (?:at least )?\d+ (?:ms|s|min|h|d)(?: \d+ (?:s|min|h))?/u;

/** "How is it?" in one line: the verdict's glyph, the sentence with its subject and duration marked, and what it rests on. */
export function GroupSentence({ detail, now, zone }: { readonly detail: GroupDetail; readonly now: number; readonly zone: TimeZoneChoice }) {
  const { verdict, sentence, evidence, since, atLeast } = detail.verdict;
  const level = VERDICT_LEVEL[verdict];
  const named = sentence.startsWith(detail.groupId) && detail.groupId !== '';
  const rest = displayName(named ? sentence.slice(detail.groupId.length) : sentence, 700);
  const colon = rest.indexOf(':');
  const subject = colon > 0 && colon < 120 ? rest.slice(0, colon + 1) : '';
  const predicate = rest.slice(subject.length);
  const held = DURATION.exec(predicate);
  const duration = since === null ? null : `for ${atLeast ? 'at least ' : ''}${formatDuration(now - since)}`;
  return (
    <div className={`${styles.say} ${styles[level]}`}>
      <span className={styles.glyph}>
        <Icon name={VERDICT_ICON[verdict]} size={20} />
      </span>
      <div className={styles.words}>
        <h2 className={styles.sentence} title={detail.groupId.length > 400 ? undefined : displayName(detail.groupId)}>
          <b>
            {named ? <bdi>{displayName(detail.groupId, 90)}</bdi> : null}
            {subject}
          </b>
          {held === null ? (
            <bdi>{predicate}</bdi>
          ) : (
            <>
              <bdi>{predicate.slice(0, held.index)}</bdi>
              <b className={styles.duration}>{duration ?? held[0]}</b>
              <bdi>{predicate.slice(held.index + held[0].length)}</bdi>
            </>
          )}
        </h2>
        {evidence === null && since === null ? null : (
          <p className={styles.evidence}>
            {since === null ? null : (
              <>
                {held === null ? <b className={styles.duration}>{duration}, </b> : null}
                {atLeast ? 'since before' : 'since'} {formatTime(since, zone)} {formatZone(zone)}.{' '}
              </>
            )}
            {evidence === null ? null : <bdi>{displayName(evidence, 400)}</bdi>}
          </p>
        )}
      </div>
    </div>
  );
}
