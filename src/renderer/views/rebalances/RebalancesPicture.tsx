import { useMemo } from 'react';
import type { GroupDetail } from '../../../shared/group';
import type { RebalanceHistory } from '../../../shared/rebalances';
import { displayName } from '../../../shared/display-name';
import { formatCount, formatCounted } from '../../../shared/text';
import { memberLanes } from '../../charts/member-lanes';
import { RebalanceLanes } from '../../charts/RebalanceLanes';
import { compareNames } from '../../format/compare-names';
import { partName } from '../../format/part-name';
import { formatTime, type TimeZoneChoice } from '../../format/format-time';
import type { Reading } from '../../state/reader';
import { Segmented } from '../../ui/Segmented';
import { CHART_WINDOWS, prefer, type ChartWindow } from '../group/chart-preferences';
import { hostName } from '../group/member-rows';
import { CAUSE_WORDS, isWorthTelling, keptSince, memberWord, protocolText, whatChanged } from './rebalance-words';
import styles from './Rebalances.module.css';

interface RebalancesPictureProps {
  readonly detail: GroupDetail;
  readonly reading: Reading<RebalanceHistory>;
  readonly window: ChartWindow;
  readonly now: number;
  readonly zone: TimeZoneChoice;
  readonly chosen: number | null;
  readonly onChoose: (id: number) => void;
}

/** Members and rebalances over time. */
export function RebalancesPicture({ detail, reading, window, now, zone, chosen, onChoose }: RebalancesPictureProps) {
  const history = reading.value;
  const lanes = useMemo(() => (history === null ? [] : memberLanes(history.rebalances, [...(detail.members ?? [])].sort((left, right) => compareNames(memberWord(left), memberWord(right))))), [history, detail.members]);
  const awaited = useMemo(() => new Set(history?.underWay && isWorthTelling(history.underWay) ? history.underWay.waitsFor?.members.members.map(({ memberId }) => memberId) : []), [history]);
  const names = useMemo(() => laneNames(lanes), [lanes]);
  const windowText = CHART_WINDOWS.find(({ value }) => value === window)?.label ?? '';
  return (
    <section className={styles.panel} aria-label="Members and rebalances">
      <div className={styles.head}>
        <h3>Members and rebalances</h3>
        <span className={styles.seen}>{history === null ? '' : historyText(history, zone)}</span>
        <span className={styles.controls}>
          <Segmented label="Window" options={CHART_WINDOWS} value={window} onChange={(value) => prefer({ window: value })} />
        </span>
      </div>
      <div className={styles.body}>
        {history === null ? (
          <p className={styles.wait}>{reading.failure === null ? 'Reading what rebalances there were…' : displayName(reading.failure.message, 500)}</p>
        ) : (
          <RebalanceLanes
            lanes={lanes}
            names={names}
            rebalances={history.rebalances}
            describe={(rebalance) => `${whatChanged(rebalance)}. ${CAUSE_WORDS[rebalance.cause.kind]}${rebalance.cause.kind === 'unknown' ? '' : `, ${rebalance.cause.certainty}`}`}
            span={{ from: now - Number(window), to: now }}
            watchedSince={history.watchedSince}
            keptSince={keptSince(history)}
            zone={zone}
            label={`Members and rebalances over the last ${windowText}. ${historyText(history, zone)}`}
            awaited={awaited}
            awaitedWord={history.underWay?.waitsFor?.certainty === 'certain' ? 'awaited' : 'awaited?'}
            chosen={chosen}
            onChoose={onChoose}
          />
        )}
        {history === null || detail.groupType === 'share' || detail.groupType === 'streams' ? null : <p className={styles.protocol}>{protocolText(history.protocol, detail.groupType)}</p>}
      </div>
    </section>
  );
}

/** How many there were and as far back as anybody looked. */
export function historyText({ rebalances, forgotten, watchedSince, resolutionMs }: RebalanceHistory, zone: TimeZoneChoice): string {
  if (watchedSince === null) return 'The group was not described yet: what rebalances it had is not known.';
  const since = `since ${formatTime(watchedSince, zone)}, looked at every ${resolutionMs < 1_000 ? `${formatCount(resolutionMs)} ms` : `${resolutionMs / 1_000} s`}`;
  const count = rebalances.length + forgotten;
  return `${count === 0 ? 'No rebalance seen' : `${formatCounted(count, 'rebalance')} seen`} ${since}.`;
}

/** A client id that several hosts have is told apart by the host. */
function laneNames(lanes: ReturnType<typeof memberLanes>): Map<string, { readonly main: string; readonly suffix: string }> {
  const counts = new Map<string, number>();
  for (const { member } of lanes) counts.set(memberWord(member), (counts.get(memberWord(member)) ?? 0) + 1);
  return new Map(lanes.map(({ key, member }) => [key, counts.get(memberWord(member)) === 1 ? partName(memberWord(member)) : { main: memberWord(member), suffix: ` ${displayName(hostName(member.host), 45)}` }]));
}
