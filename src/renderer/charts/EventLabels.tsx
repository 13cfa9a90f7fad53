import { formatTime, type TimeZoneChoice } from '../format/format-time';
import { Icon, type IconName } from '../ui/Icon';
import type { EventMark } from './event-marks';
import styles from './EventLabels.module.css';

const WORDS = { rebalance: 'rebalance', 'coordinator-moved': 'coordinator', stalled: 'stalled', paused: 'paused' } as const satisfies Record<EventMark['kind'], string>;
const ICONS = { rebalance: 'rebalancing', 'coordinator-moved': 'catching-up', stalled: 'stalled', paused: 'pause' } as const satisfies Record<EventMark['kind'], IconName>;

/** Room that a label takes, in pixels. */
export const EVENT_LABEL_WIDTH = 104;

/** Words over the event marks; near the right end they stand left of their mark. */
export function EventLabels({ marks, width, zone }: { readonly marks: readonly EventMark[]; readonly width: number; readonly zone: TimeZoneChoice }) {
  return (
    <>
      {marks
        .filter((mark) => mark.labelled)
        .map((mark) => (
          <span
            key={`${mark.kind}${mark.x}`}
            className={`${styles.label} ${mark.kind === 'stalled' ? styles.stalled : ''}`}
            style={{ left: Math.max(0, Math.min(mark.x - 5, width - EVENT_LABEL_WIDTH + 40)) }}
            title={mark.events.map((event) => `${formatTime(event.at, zone)} ${event.text}`).slice(0, 10).join('\n')}
          >
            <Icon name={ICONS[mark.kind]} /> {WORDS[mark.kind]}
            {mark.events.length > 1 ? ` ×${mark.events.length}` : ''} {formatTime(mark.events[0]!.at, zone).slice(0, 5)}
          </span>
        ))}
    </>
  );
}
