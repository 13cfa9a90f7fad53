import type { GroupDetail } from '../../../shared/group';
import { formatDuration } from '../../../shared/text';
import { VERDICT_LEVEL } from '../../../shared/verdict';
import { displayName } from '../../../shared/display-name';
import { formatMoment, formatTime, formatZone, type TimeZoneChoice } from '../../format/format-time';
import { Icon } from '../../ui/Icon';
import { VERDICT_ICON } from '../../ui/VerdictMark';
import styles from './GroupHeader.module.css';
import { pastTense } from './past-tense';

const DURATION = /for (?:at least )?\d+ (?:ms|s|min|h|d)(?: \d+ (?:s|min|h))?/u;

interface GroupSentenceProps {
  readonly detail: GroupDetail;
  /** Its figures are not renewed: they tell how it was. */
  readonly stale: boolean;
  readonly now: number;
  readonly zone: TimeZoneChoice;
}

/**
 * "How is it?" in one line: the verdict's glyph, the sentence with its subject and duration marked, and what it rests on.
 * How long something has lasted is told as of the sample that it was seen in.
 */
export function GroupSentence({ detail, stale, now, zone }: GroupSentenceProps) {
  const { verdict, sentence, evidence, since, atLeast } = detail.verdict;
  const level = VERDICT_LEVEL[verdict];
  const named = sentence.startsWith(detail.groupId) && detail.groupId !== '';
  const said = named ? sentence.slice(detail.groupId.length) : sentence;
  const rest = displayName(stale ? pastTense(said) : said, 700);
  const colon = rest.indexOf(':');
  const subject = colon > 0 && colon < 120 ? rest.slice(0, colon + 1) : '';
  const predicate = rest.slice(subject.length);
  const held = DURATION.exec(predicate);
  const duration = since === null ? null : `for ${atLeast ? 'at least ' : ''}${formatDuration(detail.sampledAt - since)}`;
  return (
    <div className={`${styles.say} ${styles[level]}`}>
      <span className={styles.glyph}>
        <Icon name={VERDICT_ICON[verdict]} size={20} />
      </span>
      <div className={styles.words}>
        <h2 className={styles.sentence} title={detail.groupId.length > 400 ? undefined : displayName(detail.groupId)}>
          {stale && !Number.isNaN(detail.sampledAt) ? `When last read (${formatMoment(detail.sampledAt, now, zone)}): ` : null}
          <b>
            {named ? <bdi>{displayName(detail.groupId, 90)}</bdi> : null}
            {subject}
          </b>
          {held === null ? (
            <bdi>{predicate}</bdi>
          ) : (
            <>
              <bdi>{predicate.slice(0, held.index)}</bdi>
              <b className={styles.duration}>{held[0]}</b>
              <bdi>{predicate.slice(held.index + held[0].length)}</bdi>
            </>
          )}
        </h2>
        {evidence === null && since === null ? null : (
          <p className={styles.evidence}>
            {since === null ? null : (
              <>
                {held === null ? <b className={styles.duration}>{duration}{stale ? ' by then' : ''}, </b> : null}
                {atLeast ? 'since before' : 'since'} {formatTime(since, zone)} {formatZone(zone)}.{' '}
              </>
            )}
            {evidence === null ? null : <bdi>{displayName(stale ? pastTense(evidence) : evidence, 400)}</bdi>}
          </p>
        )}
      </div>
    </div>
  );
}
