import { useRef } from 'react';
import type { Rebalance } from '../../shared/rebalances';
import { displayName } from '../../shared/display-name';
import { formatCount } from '../../shared/text';
import { formatTime, zoneOffsetMs, type TimeZoneChoice } from '../format/format-time';
import { useSize } from '../ui/use-size';
import { isRestless, type MemberLane } from './member-lanes';
import styles from './RebalanceLanes.module.css';
import { timeTicks, type Span } from './time-axis';

interface RebalanceLanesProps {
  readonly lanes: readonly MemberLane[];
  /** Lane labels by key, ready for the screen; where room is short `main` gives way. */
  readonly names: ReadonlyMap<string, { readonly main: string; readonly suffix: string }>;
  readonly rebalances: readonly Rebalance[];
  /** What one of them was, in a few words ready for the screen. */
  readonly describe: (rebalance: Rebalance) => string;
  readonly span: Span;
  /** Epoch ms since when the group was looked at; null: never. */
  readonly watchedSince: number | null;
  /** Epoch ms before which rebalances were seen and are not kept; null: all are. */
  readonly keptSince: number | null;
  readonly zone: TimeZoneChoice;
  /** The finding in a sentence. */
  readonly label: string;
  /** Member ids that a rebalance waits for, and the word for it. */
  readonly awaited: ReadonlySet<string>;
  readonly awaitedWord: string;
  /** The rebalance that is looked at, or null. */
  readonly chosen: number | null;
  /** Called with a rebalance's id. */
  readonly onChoose: (id: number) => void;
}

const LANE_HEIGHT = 20;
/** What stands above and below the lanes. */
const AROUND = 34;
const LEAST_ID_SHARE = 0.09;

/** A lane per member with the member ids it had, and every rebalance as a bar across all lanes. */
export function RebalanceLanes({ lanes, names, rebalances, describe, span, watchedSince, keptSince, zone, label, awaited, awaitedWord, chosen, onChoose }: RebalanceLanesProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(frame);
  const room = Math.max(1, Math.floor((height - AROUND) / LANE_HEIGHT));
  const shown = lanes.length <= room ? lanes : lanes.slice(0, Math.max(1, room - 1));
  const others = lanes.slice(shown.length);
  const share = (at: number): number => Math.min(1, Math.max(0, (at - span.from) / (span.to - span.from)));
  const percent = (at: number): string => `${(share(at) * 100).toFixed(3)}%`;
  const bars = rebalances.filter(({ startedAt, endedAt }) => (endedAt ?? span.to) >= span.from && startedAt <= span.to);
  const firstLook = Math.max(span.from, watchedSince ?? span.from);
  const known = Math.max(firstLook, keptSince ?? firstLook);
  const plotHeight = 18 + LANE_HEIGHT * (shown.length + (others.length === 0 ? 0 : 1));
  return (
    <div ref={frame} className={styles.lanes} role="group" aria-label={label} data-testid="lanes">
      <div className={styles.plot} style={{ height: plotHeight }}>
        {firstLook > span.from ? <span className={styles.unwatched} style={{ width: percent(firstLook) }} title="not watched yet" /> : null}
        {known > firstLook ? (
          <span className={styles.forgotten} style={{ left: percent(firstLook), width: `${((share(known) - share(firstLook)) * 100).toFixed(3)}%` }} title="rebalances of this time were seen and are not kept">
            <span>not kept</span>
          </span>
        ) : null}
        {bars.map((rebalance) => {
          const { id, startedAt, endedAt, generation, groupEpoch } = rebalance;
          const text = `Rebalance at ${formatTime(startedAt, zone)}: ${describe(rebalance)}`;
          const left = share(startedAt);
          const number = groupEpoch.to ?? generation.to;
          return (
            <button key={id} type="button" tabIndex={-1} aria-label={text} title={text} className={`${styles.bar} ${endedAt === null ? styles.open : ''} ${id === chosen ? styles.chosen : ''}`} style={{ left: percent(startedAt), width: `max(4px, ${((share(endedAt ?? span.to) - left) * 100).toFixed(3)}%)` }} onClick={() => onChoose(id)}>
              {number === null || isCrowded(bars, rebalance, span, width) ? null : <span className={left > 0.97 ? styles.lastNumber : styles.number}>{number}</span>}
            </button>
          );
        })}
        {timeTicks(span, 6, zoneOffsetMs(span.to, zone)).map((tick) => (
          <span key={tick} className={styles.tick} style={{ left: percent(tick) }}>
            {formatTime(tick, zone).slice(0, 5)}
          </span>
        ))}
      </div>
      {shown.map((lane) => {
        const name = names.get(lane.key) ?? { main: '', suffix: '' };
        const newest = lane.segments[lane.segments.length - 1];
        const isAwaited = newest !== undefined && newest.to === null && awaited.has(newest.memberId);
        return (
          <div key={lane.key} className={`${styles.lane} ${isRestless(lane) ? styles.restless : ''}`}>
            <span className={styles.name} title={`${name.main}${name.suffix}`}>
              <bdi className={styles.main}>{name.main}</bdi>
              <bdi className={styles.suffix}>{name.suffix}</bdi>
            </span>
            <span className={styles.track}>
              {lane.segments
                .filter(({ from, to }) => (to ?? span.to) > span.from && (from ?? known) < span.to)
                .map(({ memberId, from, to }, index) => {
                  const left = share(from ?? known);
                  const wide = share(to ?? span.to) - left;
                  return (
                    <span key={index} className={styles.segment} style={{ left: percent(from ?? known), width: `${(wide * 100).toFixed(3)}%` }} title={`member id ${displayName(memberId)}`}>
                      {isRestless(lane) && wide > LEAST_ID_SHARE ? <bdi>id …{displayName(memberId.slice(-4))}</bdi> : null}
                    </span>
                  );
                })}
            </span>
            <span className={isAwaited ? styles.awaited : styles.state}>{isAwaited ? awaitedWord : newest?.to === null ? '' : 'gone'}</span>
          </div>
        );
      })}
      {others.length === 0 ? null : (
        <p className={styles.others}>
          and {formatCount(others.length)} more {others.length === 1 ? 'member' : 'members'}
          {others.some(isRestless) ? '' : ', there all the time'}
        </p>
      )}
    </div>
  );
}

/** No room for its number: the next bar is too near. */
function isCrowded(bars: readonly Rebalance[], { id, startedAt }: Rebalance, span: Span, width: number): boolean {
  const perPixel = (span.to - span.from) / Math.max(1, width - 230);
  return bars.some((other) => other.id > id && other.startedAt - startedAt < 26 * perPixel);
}
