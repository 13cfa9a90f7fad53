import { formatTime, type TimeZoneChoice } from '../format/format-time';
import { Icon, type IconName } from '../ui/Icon';
import type { EventMark } from './event-marks';
import styles from './EventLabels.module.css';

const WORDS = { rebalance: 'rebalance', 'coordinator-moved': 'coordinator', stalled: 'stalled' } as const satisfies Record<EventMark['kind'], string>;
const ICONS = { rebalance: 'rebalancing', 'coordinator-moved': 'catching-up', stalled: 'stalled' } as const satisfies Record<EventMark['kind'], IconName>;

const ICON_ROOM = 14;
const LETTER = 6.3;

/** Room that a mark's label takes, in pixels. */
export function eventLabelWidth(mark: Pick<EventMark, 'kind' | 'events'>): number {
  return ICON_ROOM + Math.ceil((labelWords(mark).length + ' 00:00'.length) * LETTER);
}

function labelWords({ kind, events }: Pick<EventMark, 'kind' | 'events'>): string {
  return events.length > 1 ? `${WORDS[kind]} ×${events.length}` : WORDS[kind];
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
            title={mark.events.map((event) => `${formatTime(event.at, zone)} ${event.text}`).slice(0, 10).join('\n')}
          >
            <Icon name={ICONS[mark.kind]} /> {labelWords(mark)} {formatTime(mark.events[0]!.at, zone).slice(0, 5)}
          </span>
        ),
      )}
    </>
  );
}
