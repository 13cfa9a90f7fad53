import { formatCount } from '../../../shared/text';
import { VERDICT_LEVEL } from '../../../shared/verdict';
import type { NotCounted } from '../../format/lag-bound';
import { oldBefore, shownNow, staleAfterMs } from '../../state/freshness';
import { navigate } from '../../state/route';
import type { OrderHold } from '../../state/use-order-hold';
import { useTrends, type Trend, type TrendsWanted } from '../../state/use-trends';
import table from '../../styles/table.module.css';
import { Age } from '../../ui/Age';
import { EnvironmentIcon } from '../../ui/EnvironmentTag';
import { Figure } from '../../ui/Figure';
import { LagFigure } from '../../ui/LagFigure';
import { Name } from '../../ui/Name';
import { Sparkline } from '../../ui/Sparkline';
import { TREND_TITLE, TREND_TONES, trendHead, trendTitle } from '../../ui/trend-words';
import { Unknown } from '../../ui/Unknown';
import { StormMark } from '../../ui/StormMark';
import { VerdictSince } from '../../ui/VerdictSince';
import { offsetWord } from '../group/uncommitted';
import { isReadInPart, READ_IN_PART, whyLagUnknown } from '../groups/lag-unknown';
import { WorstPartition } from '../groups/WorstPartition';
import type { WorstGroup } from './worst-groups';
import styles from './WorstTable.module.css';

interface WorstTableProps {
  readonly groups: readonly WorstGroup[];
  readonly now: number;
  /** Index into groups; out of range: none. */
  readonly selected: number;
  /** Number of the first row among all rows of the page. */
  readonly firstRow: number;
  readonly hold: OrderHold;
}

/** Groups that need attention or could not be read in full, of all clusters. */
export function WorstTable({ groups, now, selected, firstRow, hold }: WorstTableProps) {
  const trendOf = useTrends(trendsWanted(groups));
  return (
    <table className={`${table.table} ${table.sticky} ${styles.worst}`} {...hold.handlers}>
      <thead>
        <tr>
          <th className={styles.verdict}>Verdict and since when</th>
          <th className={styles.group}>Group</th>
          <th className={styles.cluster}>Cluster</th>
          <th className={`${table.num} ${styles.lag}`}>Lag</th>
          <th className={styles.trend} title={TREND_TITLE}>
            {trendHead(groups.flatMap(({ cluster, groupId }) => trendOf(cluster.profile.profileId, groupId)?.spanMs ?? []))}
          </th>
          <th>Worst partition</th>
          <th className={`${table.num} ${styles.lag}`}>Its lag</th>
          <th className={`${table.num} ${styles.members}`}>Members</th>
          <th className={`${table.num} ${styles.age}`}>Age</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group, at) => (
          <WorstRow key={group.key} group={group} trend={trendOf(group.cluster.profile.profileId, group.groupId) ?? null} now={now} row={firstRow + at} isSelected={at === selected} />
        ))}
      </tbody>
    </table>
  );
}

function WorstRow({ group, trend, now, row, isSelected }: { readonly group: WorstGroup; readonly trend: Trend | null; readonly now: number; readonly row: number; readonly isSelected: boolean }) {
  const { cluster, groupId, verdict, worst } = group;
  const { profileId, environment } = cluster.profile;
  const at = shownNow(cluster, now);
  const isOld = group.sampledAt < oldBefore(cluster, group.roundAt, at);
  const missing: NotCounted = { unknownPartitions: group.unknownPartitions, uncommittedPartitions: group.uncommittedPartitions, offsetWord: offsetWord(group) };
  const isPartlyRead = !isOld && isReadInPart(verdict, missing);
  const open = () => navigate({ kind: 'group', profileId, groupId });
  return (
    <tr data-row={row} aria-selected={isSelected} className={[table.link, isOld ? table.old : '', isSelected ? table.selected : ''].join(' ')} onClick={open}>
      <td>
        <>
          <VerdictSince verdict={verdict} since={group.since} atLeast={group.atLeast} readAt={group.sampledAt} dimmed={isOld} />
          <StormMark storm={group.storm} />
        </>
      </td>
      <td>
        <button type="button" className={`cut ${table.name} ${styles.open}`} onClick={open}>
          <Name text={groupId} />
        </button>
      </td>
      <td className="sec">
        <span className={styles.of}>
          <EnvironmentIcon environment={environment} />
          <Name text={cluster.profile.name} />
        </span>
      </td>
      <td className={`${table.num} med`}>
        <LagFigure lag={group.lag} {...missing} reason={whyLagUnknown(verdict)} />
      </td>
      <td title={trend === null ? undefined : trendTitle(trend.spanMs)}>{trend === null || isPartlyRead ? null : <Sparkline values={trend.values} from={trend.from} count={trend.count} width={62} tone={TREND_TONES[VERDICT_LEVEL[verdict]]} />}</td>
      <td>
        <WorstPartition place={worst} totalLag={group.lag} {...missing} />
      </td>
      <td className={table.num}>
        <Figure value={worst?.lag ?? null} reason={worst === null ? 'no partition with a known lag' : verdict === 'not-committing' ? `the group has no ${offsetWord(group)} there` : 'its lag is not known'} />
      </td>
      <td className={`${table.num} ${styles.members}`}>{group.members < 0 ? <Unknown reason="its members could not be read" /> : formatCount(group.members)}</td>
      <td className={table.age}>
        {isPartlyRead ? <Unknown reason={READ_IN_PART} /> : <Age at={group.sampledAt} now={at} staleAfterMs={staleAfterMs(cluster)} />}
      </td>
    </tr>
  );
}

/** One request per cluster. */
function trendsWanted(groups: readonly WorstGroup[]): TrendsWanted[] {
  const clusters = new Map(groups.map(({ cluster }) => [cluster.profile.profileId, cluster]));
  return [...clusters.values()].map(({ profile, revision }) => ({
    profileId: profile.profileId,
    groupIds: groups.filter((group) => group.cluster.profile.profileId === profile.profileId).map((group) => group.groupId),
    revision,
  }));
}
