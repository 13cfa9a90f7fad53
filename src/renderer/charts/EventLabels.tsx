import { displayName } from '../../shared/display-name';
import { formatTime, type TimeZoneChoice } from '../format/format-time';
import { Icon, type IconName } from '../ui/Icon';
import type { EventMark } from './event-marks';
import styles from './EventLabels.module.css';

const WORDS = { rebalance: 'rebalance', 'members-left': 'left', 'topic-deleted': 'topic deleted', 'coordinator-moved': 'coordinator', stalled: 'stalled' } as const satisfies Record<EventMark['kind'], string>;
const ICONS = { rebalance: 'rebalancing', 'members-left': 'minus', 'topic-deleted': 'down', 'coordinator-moved': 'catching-up', stalled: 'stalled' } as const satisfies Record<EventMark['kind'], IconName>;

const ICON_ROOM = 14;
const LETTER = 6.3;
/** Of an event's own text as a label. */
const LONGEST_TEXT = 28;

/** Room that a mark's label takes, in pixels. */
export function eventLabelWidth(mark: Pick<EventMark, 'kind' | 'events'>): number {
  return ICON_ROOM + Math.ceil((labelWords(mark).length + ' 00:00'.length) * LETTER);
}

/** What the one event's text says as far as there is room; of several, how many. */
export function labelWords({ kind, events }: Pick<EventMark, 'kind' | 'events'>): string {
  const [first] = events;
  const before = events.every(({ atLeast }) => atLeast === true) ? ' before' : '';
  if (events.length > 1 || first === undefined) return `${WORDS[kind]} ×${events.length}${before}`;
  return (kind === 'rebalance' || kind === 'members-left') && first.text !== '' && first.text.length <= LONGEST_TEXT ? displayName(first.text) : `${WORDS[kind]}${before}`;
}

/** Words over the event marks; near the right end they stand left of their mark. */
export function EventLabels({ marks, zone }: { readonly marks: readonly EventMark[]; readonly zone: TimeZoneChoice }) {
  return (
    <>
      {marks.map((mark) =>
        mark.labelLeft === null ? null : (
          <span
            key={`${mark.kind}${mark.x}`}
            className={`${styles.label} ${mark.kind === 'stalled' ? styles.stalled : ''}`}
            style={{ left: mark.labelLeft }}
            title={mark.events.map((event) => `${formatTime(event.at, zone)} ${displayName(event.text, 200)}`).slice(0, 10).join('\n')}
          >
            <Icon name={ICONS[mark.kind]} /> {labelWords(mark)} {formatTime(mark.events[0]!.at, zone).slice(0, 5)}
          </span>
        ),
      )}
    </>
  );
}
