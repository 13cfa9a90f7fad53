import type { ClusterSummary } from '../../../shared/cluster';
import { formatCount } from '../../../shared/text';
import { VERDICTS, VERDICT_LABELS, type VerdictLevel } from '../../../shared/verdict';
import { displayName } from '../../../shared/display-name';
import { isOld as areOld, shownNow, staleAfterMs } from '../../state/freshness';
import { navigate } from '../../state/route';
import table from '../../styles/table.module.css';
import { Age } from '../../ui/Age';
import { EnvironmentTag } from '../../ui/EnvironmentTag';
import { Figure } from '../../ui/Figure';
import { LagFigure } from '../../ui/LagFigure';
import { Name } from '../../ui/Name';
import { Unknown } from '../../ui/Unknown';
import { LEVEL_LABELS, LEVELS_SHOWN, LevelMark } from '../../ui/VerdictMark';
import { answeringBrokers, connectionCondition, retrySentence } from '../cluster/cluster-condition';
import { ConditionMark } from '../cluster/ConditionMark';
import styles from './ClustersTable.module.css';

const NOT_READ = 'nothing was read from this cluster yet';

/** Every cluster: its connection, its brokers, its groups by verdict, its most urgent group, its largest lag, its age. */
export function ClustersTable({ clusters, now, selected }: { readonly clusters: readonly ClusterSummary[]; readonly now: number; readonly selected: number }) {
  return (
    <table className={`${table.table} ${styles.clusters}`}>
      <thead>
        <tr>
          <th className={styles.cluster}>Cluster</th>
          <th className={styles.environment}>Environment</th>
          <th className={styles.connection}>Connection</th>
          <th className={`${table.num} ${styles.kafka}`}>Kafka</th>
          <th className={`${table.num} ${styles.brokers}`}>Brokers</th>
          <th className={`${table.num} ${styles.groups}`}>Groups</th>
          {LEVELS_SHOWN.map((level) => (
            <th key={level} className={`${table.num} ${level === 'unknown' ? styles.unknown : styles.level}`}>
              {LEVEL_LABELS[level]}
            </th>
          ))}
          <th className={styles.worst} title="Its most urgent group that is not OK">Most urgent</th>
          <th className={`${table.num} ${styles.lag}`} title="The largest lag of any of its groups, whatever its verdict">
            Largest lag
          </th>
          <th className={`${table.num} ${styles.age}`}>Age</th>
        </tr>
      </thead>
      <tbody>
        {clusters.map((cluster, at) => (
          <ClusterRow key={cluster.profile.profileId} cluster={cluster} now={now} at={at} isSelected={at === selected} />
        ))}
      </tbody>
    </table>
  );
}

function ClusterRow({ cluster, now, at, isSelected }: { readonly cluster: ClusterSummary; readonly now: number; readonly at: number; readonly isSelected: boolean }) {
  const { profile, verdicts } = cluster;
  const staleAfter = staleAfterMs(cluster);
  const isOld = cluster.sampledAt === null || areOld(cluster, cluster.sampledAt, shownNow(cluster, now));
  const open = () => navigate({ kind: 'groups', profileId: profile.profileId });
  return (
    <tr data-row={at} aria-selected={isSelected} className={[table.link, isOld ? table.old : '', isSelected ? table.selected : ''].join(' ')} onClick={open}>
      <td>
        <button type="button" className={`cut ${table.name} ${styles.open}`} onClick={open}>
          <Name text={profile.name} />
        </button>
      </td>
      <td>
        <EnvironmentTag environment={profile.environment} />
      </td>
      <td title={cluster.failure === null ? undefined : [displayName(cluster.failure.message, 600), retrySentence(cluster, now)].filter((line) => line !== null).join(' ')}>
        <ConditionMark condition={connectionCondition(cluster, now)} capital />
      </td>
      <td className={`${table.num} ${styles.kafka}`}>{cluster.kafkaVersion === null ? <Unknown reason="not connected yet" /> : <Name text={cluster.kafkaVersion} />}</td>
      <td className={table.num}>
        {cluster.brokers.length === 0 ? <Unknown reason="not connected yet" /> : `${formatCount(answeringBrokers(cluster))} / ${formatCount(cluster.brokers.length)}`}
      </td>
      <td className={table.num}>
        <Figure value={cluster.groups} reason={NOT_READ} />
      </td>
      {LEVELS_SHOWN.map((level) => (
        <td key={level} className={table.num}>
          {verdicts === null ? <Unknown reason={NOT_READ} /> : <LevelCount level={level} count={verdicts[level]} isOld={isOld} />}
        </td>
      ))}
      <td className={`sec ${styles.worst}`} title={cluster.worst === null ? undefined : urgentWords(cluster.worst)}>
        {cluster.worst !== null ? <Name text={cluster.worst.groupId} /> : verdicts === null ? <Unknown reason={NOT_READ} /> : <span className={table.zero}>none</span>}
      </td>
      <td className={`${table.num} med`} title={cluster.mostLag === null ? undefined : `of ${displayName(cluster.mostLag.groupId)}`}>
        <LagFigure lag={cluster.mostLag?.lag ?? null} unknownPartitions={cluster.unknownPartitions} uncommittedPartitions={cluster.uncommittedPartitions} reason={verdicts === null ? NOT_READ : 'no lag of any group is known'} />
      </td>
      <td className={table.age}>
        {cluster.state === 'paused' && cluster.sampledAt !== null ? 'paused' : <Age at={cluster.sampledAt} now={now} staleAfterMs={staleAfter} />}
      </td>
    </tr>
  );
}

/** Old counts keep their shape and lose their colour: they tell what was. */
function LevelCount({ level, count, isOld }: { readonly level: VerdictLevel; readonly count: number; readonly isOld: boolean }) {
  if (count === 0) return <span className={table.zero}>0</span>;
  return level === 'ok' ? formatCount(count) : <LevelMark level={level} dimmed={isOld}>{formatCount(count)}</LevelMark>;
}

function urgentWords({ groupId, verdictIndex, lag }: NonNullable<ClusterSummary['worst']>): string {
  const word = VERDICT_LABELS[VERDICTS[verdictIndex] ?? 'unknown'].toLowerCase();
  return `${displayName(groupId)}: ${word}, ${lag === null ? 'its lag is not known' : `lag ${formatCount(lag)}`}`;
}
